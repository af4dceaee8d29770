import { h, type FunctionalComponent } from 'vue'
import type { DisplayProps, FieldType } from '../types'
import TextFilter from './TextFilter.vue'
import TextInput from './TextInput.vue'

/** A text; where its format lets nothing in but addresses of the web, a link that tells the other side nothing. */
const display: FunctionalComponent<DisplayProps> = ({ field, value }) => {
  const text = String(value)
  const isAddress = field.format?.pattern.startsWith('https?://') && /^https?:\/\//.test(text)
  return isAddress
    ? h('a', { href: text, target: '_blank', rel: 'noopener noreferrer nofollow' }, text)
    : h('span', text)
}
display.props = ['field', 'value']

export const text: FieldType = { display, filter: TextFilter, input: TextInput }
