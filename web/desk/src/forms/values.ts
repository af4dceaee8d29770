import type { Field, Register, Value, Values } from '@shuyuan/shared/api'
import { isMasked, isNamed } from '../fields/title'

/** What a form holds: of each field its values as texts; one that isn't there is left as it is. */
export type FormValues = Record<string, string[]>

/** The fields that this reader may fill in, for a new record or for one that is there. */
export function writable(register: Register, isNew: boolean): Field[] {
  return register.fields.filter((field) => (isNew ? field.mayCreate : field.mayChange))
}

/** Masked values don't go into the form: what comes out again would be the mask. */
export function toForm(fields: Field[], values: Values): FormValues {
  const form: FormValues = {}
  for (const field of fields) {
    const value = values[field.id]
    if (value === undefined) continue
    const several = Array.isArray(value) ? value : [value]
    if (several.some(isMasked)) continue
    form[field.id] = several.map(textOf).filter((text) => text !== '')
  }
  return form
}

/** A new record's form: what a link gives, and otherwise the presets; a preset by chance stays out. */
export function presets(fields: Field[], given: Record<string, string>): FormValues {
  const form: FormValues = {}
  for (const field of fields) {
    const text = given[field.id] ?? (field.preset === 'random()' ? undefined : field.preset)
    form[field.id] = text ? [text] : []
  }
  return form
}

/** What is sent: the fields whose values differ from those that the form began with. */
export function toRequest(fields: Field[], form: FormValues, start: FormValues): Record<string, unknown> {
  const request: Record<string, unknown> = {}
  for (const field of fields) {
    const now = form[field.id]
    if (!now || same(now, start[field.id] ?? [])) continue
    request[field.id] = field.many ? now : (now[0] ?? null)
  }
  return request
}

export function same(one: string[], other: string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index])
}

function textOf(value: Value): string {
  if (isNamed(value)) return value.id
  return value === null || value === undefined ? '' : String(value)
}
