import { plain } from '../plain'
import type { FieldType } from '../types'
import TextFilter from './TextFilter.vue'
import TextInput from './TextInput.vue'

export const text: FieldType = { display: plain(String), filter: TextFilter, input: TextInput }
