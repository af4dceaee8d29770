import type { Check, Field, RecordDetail, Register } from '@shuyuan/shared/api'
import { evaluate, type Tree } from '../cel/evaluate'
import { dayOf, valueOf, type Value } from '../cel/values'
import { type FormValues, presets, toForm } from './values'

/** What the form's record is: as the node has it, or a new one with the id that it is to have. */
export interface Subject {
  register: Register
  record: RecordDetail | undefined
  id: string
}

/** The checks that are false of what the form holds. One that asks about something masked or not readable yet is not asked. */
export function brokenChecks(subject: Subject, form: FormValues, today: string): Check[] {
  const { register, id: self } = subject
  return register.checks.filter((check) => {
    const values = new Map<string, Value>()
    for (const id of check.fields) {
      const value = valueIn(
        subject,
        register.fields.find((field) => field.id === id)!,
        form,
      )
      if (value === undefined) return false
      values.set(id, value)
    }
    try {
      const facts = { field: (id: string) => values.get(id)!, self, today: dayOf(today)! }
      return evaluate(check.tree as Tree, facts) === false
    } catch {
      // The node was upgraded while this page was open, and says what the page can't read: it will judge by itself.
      return false
    }
  })
}

/** A field's value: what was typed, what the record has, what a new one gets; undefined where the form can't tell. */
function valueIn({ record }: Subject, field: Field, form: FormValues): Value | undefined {
  const kept = record ? toForm([field], record.values) : presets([field], {})
  const texts = form[field.id] ?? kept[field.id]
  if (!texts || (!record && texts.length === 0 && field.preset === 'random()')) return undefined
  const values = texts.map((text) => valueOf(field.type, text))
  if (values.includes(undefined)) return undefined
  return field.many ? (values as Value[]) : (values[0] ?? null)
}
