import type { FieldType } from '../types'
import RefFilter from './RefFilter.vue'
import RefInput from './RefInput.vue'
import RefValue from './RefValue.vue'

export const ref: FieldType = { display: RefValue, filter: RefFilter, input: RefInput }
