import { plainInput } from '../input'
import { plain } from '../plain'
import { rangeFilter } from '../range'
import type { FieldType } from '../types'

export const time: FieldType = {
  display: plain((value) => String(value).slice(0, 5)),
  filter: rangeFilter({ type: 'time' }),
  input: plainInput({ type: 'time' }),
}
