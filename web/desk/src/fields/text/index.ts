import { plain } from '../plain'
import type { FieldType } from '../types'
import TextFilter from './TextFilter.vue'

export const text: FieldType = { display: plain(String), filter: TextFilter }
