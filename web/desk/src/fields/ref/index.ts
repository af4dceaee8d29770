import type { FieldType } from '../types'
import RefFilter from './RefFilter.vue'
import RefValue from './RefValue.vue'

export const ref: FieldType = { display: RefValue, filter: RefFilter }
