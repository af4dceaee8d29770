import type { Field, Register } from '@shuyuan/shared/api'
import { BEGUN } from '../fields/input'
import { flawOf, type Flaw } from './format'
import type { FormValues } from './values'

/** What the form can tell by itself; the node judges the rest when it is saved. */
export type FormFault =
  (Flaw | 'required' | 'tooLong' | 'period') | ('notInteger' | 'notNumber' | 'tooPrecise' | 'begun')

/** The first thing wrong with a field's values, or nothing. */
export function faultOf(field: Field, texts: string[]): FormFault | undefined {
  if (field.required && texts.length === 0 && !field.preset) return 'required'
  for (const text of texts) {
    const fault = faultOfText(field, field.type === 'text' ? text : text.trim())
    if (fault) return fault
  }
  return undefined
}

function faultOfText(field: Field, text: string): FormFault | undefined {
  switch (field.type) {
    case 'text':
      if ([...text].length > (field.max ?? Infinity)) return 'tooLong'
      return field.format ? flawOf(field.format, text) : undefined
    case 'integer':
      return /^[+-]?\d{1,18}$/.test(text) ? undefined : 'notInteger'
    case 'decimal':
    case 'money': {
      const number = /^[+-]?\d+(?:\.(\d*?)0*)?$/.exec(text)
      if (!number) return 'notNumber'
      return (number[1]?.length ?? 0) > (field.scale ?? 0) ? 'tooPrecise' : undefined
    }
    default:
      return text === BEGUN ? 'begun' : undefined
  }
}

/** All faults by field; those of a masked field that nobody touched are not the form's business. */
export function faultsOf(register: Register, fields: Field[], form: FormValues): Record<string, FormFault> {
  const faults: Record<string, FormFault> = {}
  for (const field of fields) {
    const texts = form[field.id]
    const fault = texts && faultOf(field, texts)
    if (fault) faults[field.id] = fault
  }
  const [from, until] = (register.period ?? []).map((id) => form[id]?.[0] ?? '')
  if (from && until && from !== BEGUN && until <= from) faults[register.period![1]!] ??= 'period'
  return faults
}
