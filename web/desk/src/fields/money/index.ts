import { yuan } from '../number/format'
import { plainInput, tidyNumber } from '../input'
import { plain } from '../plain'
import { rangeFilter } from '../range'
import type { FieldType } from '../types'

export const money: FieldType = {
  display: plain(yuan),
  filter: rangeFilter({ type: 'number', step: '0.01' }),
  numeric: true,
  input: plainInput({ inputmode: 'decimal', tidied: tidyNumber }),
}
