import { h, type FunctionalComponent } from 'vue'
import type { InputProps } from './types'

export interface InputSettings {
  type?: 'date' | 'time' | 'datetime-local'
  inputmode?: 'numeric' | 'decimal'
  /** From the form's text to the input and back, where they are written unlike. */
  shown?: (text: string) => string
  given?: (entered: string) => string
}

/** The browser's own input, for one value. Numbers are texts, so that no digit is lost on the way. */
export function plainInput({
  type,
  inputmode,
  shown = String,
  given = String,
}: InputSettings): FunctionalComponent<InputProps> {
  const input: FunctionalComponent<InputProps> = ({ id, text, describedBy, invalid, placeholder, onGive }) =>
    h('input', {
      id,
      type: type ?? 'text',
      inputmode,
      placeholder,
      autocomplete: 'off',
      value: text && shown(text),
      'aria-invalid': invalid || undefined,
      'aria-describedby': describedBy,
      onInput: (event: Event) => {
        const { value, validity } = event.target as HTMLInputElement
        if (!validity.badInput) onGive(value && given(value))
      },
    })
  input.props = ['field', 'id', 'text', 'describedBy', 'invalid', 'placeholder', 'onGive']
  return input
}
