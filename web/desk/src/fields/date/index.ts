import { plainInput } from '../input'
import { plain } from '../plain'
import { rangeFilter } from '../range'
import type { FieldType } from '../types'

export const date: FieldType = {
  display: plain((value) => String(value).slice(0, 10)),
  filter: rangeFilter({ type: 'date' }),
  input: plainInput({ type: 'date' }),
}
