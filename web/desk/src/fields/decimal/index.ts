import { grouped } from '../number/format'
import { plainInput, tidyNumber } from '../input'
import { plain } from '../plain'
import { rangeFilter } from '../range'
import type { FieldType } from '../types'

export const decimal: FieldType = {
  display: plain(grouped),
  filter: rangeFilter({ type: 'number', step: 'any' }),
  numeric: true,
  input: plainInput({ inputmode: 'decimal', tidied: tidyNumber }),
}
