import { grouped } from '../number/format'
import { plainInput, tidyNumber } from '../input'
import { plain } from '../plain'
import { rangeFilter } from '../range'
import type { FieldType } from '../types'

export const integer: FieldType = {
  display: plain(grouped),
  filter: rangeFilter({ type: 'number', step: '1' }),
  numeric: true,
  input: plainInput({ inputmode: 'numeric', tidied: tidyNumber }),
}
