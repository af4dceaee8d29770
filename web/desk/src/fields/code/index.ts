import type { FieldType } from '../types'
import CodeFilter from './CodeFilter.vue'
import CodeInput from './CodeInput.vue'
import CodeValue from './CodeValue.vue'

export const code: FieldType = { display: CodeValue, filter: CodeFilter, input: CodeInput }
