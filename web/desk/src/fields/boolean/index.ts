import { i18n } from '../../i18n'
import { plain } from '../plain'
import type { FieldType } from '../types'
import BooleanFilter from './BooleanFilter.vue'
import BooleanInput from './BooleanInput.vue'

export const boolean: FieldType = {
  display: plain((value) => i18n.global.t(value ? 'value.yes' : 'value.no')),
  filter: BooleanFilter,
  input: BooleanInput,
}
