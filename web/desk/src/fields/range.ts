import { h, type FunctionalComponent } from 'vue'
import RangeFilter from './RangeFilter.vue'
import type { FilterProps } from './types'

export interface RangeSettings {
  /** Of the two inputs. */
  type: 'number' | 'date' | 'time' | 'datetime-local'
  step?: string
  /** From the condition to the input and back, where they are written unlike. */
  shown?: (condition: string) => string
  asked?: (entered: string) => string
}

export function rangeFilter(range: RangeSettings): FunctionalComponent<FilterProps> {
  const filter: FunctionalComponent<FilterProps> = (props) => h(RangeFilter, { ...props, range })
  filter.props = ['field', 'conditions', 'tree', 'onChange']
  return filter
}
