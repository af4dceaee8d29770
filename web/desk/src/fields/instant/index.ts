import { useNode } from '../../session/useNode'
import { formatInstant, instantOf, localOf } from '../../time/zone'
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
}
