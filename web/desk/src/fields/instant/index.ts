import { useNode } from '../../session/useNode'
import { formatInstant, instantOf, localOf } from '../../time/zone'
import { plainInput } from '../input'
import { plain } from '../plain'
import { rangeFilter } from '../range'
import type { FieldType } from '../types'

const { zone } = useNode()

export const instant: FieldType = {
  display: plain((value) => formatInstant(String(value), zone.value)),
  filter: rangeFilter({
    type: 'datetime-local',
    shown: (condition) => localOf(condition, zone.value),
    asked: (entered) => instantOf(entered, zone.value),
  }),
  input: plainInput({
    type: 'datetime-local',
    shown: (text) => localOf(text, zone.value),
    given: (entered) => instantOf(entered, zone.value),
  }),
}
