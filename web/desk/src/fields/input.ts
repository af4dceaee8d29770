import { h, type FunctionalComponent } from 'vue'
import type { InputProps } from './types'

/** Stands for a date or a time that was begun and isn't whole: the browser keeps it to itself. */
export const BEGUN = '…'

/** As a number is written for the node: without full-width digits, thousands' commas and spaces, as people type and paste them. */
export function tidyNumber(entered: string): string {
  return entered.normalize('NFKC').replace(/[\s,]/g, '')
}

export interface InputSettings {
  type?: 'date' | 'time' | 'datetime-local'
  inputmode?: 'numeric' | 'decimal'
  /** From the form's text to the input and back, where they are written unlike. */
  shown?: (text: string) => string
  given?: (entered: string) => string
  /** What becomes of it when it is left. */
  tidied?: (entered: string) => string
}

/** The browser's own input, for one value. Numbers are texts, so that no digit is lost on the way. */
export function plainInput({
  type,
  inputmode,
  shown = String,
  given = String,
  tidied,
}: InputSettings): FunctionalComponent<InputProps> {
  const input: FunctionalComponent<InputProps> = ({
    id,
    text,
    describedBy,
    invalid,
    placeholder,
    onGive,
  }) => {
    const give = (event: Event) => {
      const { value, validity } = event.target as HTMLInputElement
      onGive(validity.badInput ? BEGUN : value && given(value))
    }
    return h('input', {
      id,
      type: type ?? 'text',
      inputmode,
      placeholder,
      autocomplete: 'off',
      value: text === BEGUN ? '' : text && shown(text),
      'aria-invalid': invalid || undefined,
      'aria-describedby': describedBy,
      onInput: give,
      // Beginning a date, and taking that back, makes no input.
      onBlur: (event: FocusEvent) => {
        const { validity } = event.target as HTMLInputElement
        if (validity.badInput !== (text === BEGUN)) give(event)
      },
      onChange: tidied && (({ target }: Event) => onGive(tidied((target as HTMLInputElement).value))),
    })
  }
  input.props = ['field', 'id', 'text', 'describedBy', 'invalid', 'placeholder', 'onGive']
  return input
}
