import type { Field, Register } from '@shuyuan/shared/api'
import type { FormValues } from '../forms/values'

export const KINDS = ['found', 'rename', 'recode', 'move', 'merge', 'split', 'close'] as const
export type Kind = (typeof KINDS)[number]

/** What a kind of event asks for, in the order in which people think of it. */
const MEMBERS: Record<Kind, string[]> = {
  found: [],
  rename: ['organisation'],
  recode: ['organisation', 'code'],
  move: ['organisation', 'parent'],
  merge: ['organisations', 'into'],
  split: ['organisation', 'heirs', 'continues'],
  close: ['organisation', 'into'],
}
const OPTIONAL = new Set(['heirs', 'continues'])

/** The inputs of an event besides the values of the organisation: named as the node names them. */
export function membersOf(kind: Kind, register: Register, label: (member: string) => string): Field[] {
  return MEMBERS[kind].map((id) => {
    const type = id === 'code' ? 'text' : id === 'continues' ? 'boolean' : 'ref'
    return {
      ...{ id, label: label(id), type, many: id === 'organisations' || id === 'heirs' },
      required: !OPTIONAL.has(id) && !(kind === 'close' && id === 'into'),
      ...(type === 'ref' ? { ref: register.id } : { max: 100 }),
      ...{ mayCreate: true, mayChange: true, sort: false, filter: false, search: false },
      ...{ sensitivity: 'L1', kind: 'kept' },
    } as Field
  })
}

/** The organisation's own fields that such an event gives: all that a new one needs, or another name. */
export function valuesOf(kind: Kind, register: Register): Field[] {
  const isPlace = ({ id }: Field) => register.period?.includes(id)
  if (kind === 'found') {
    return register.fields.filter(
      (field) =>
        field.mayCreate &&
        !isPlace(field) &&
        (field.required || field.sort || field.filter || field.id === register.tree),
    )
  }
  if (kind === 'rename') {
    return register.fields.filter(({ id, search, mayChange }) => mayChange && search && id !== 'code')
  }
  return []
}

export interface EventInput {
  kind: Kind
  day: string
  document: string
  reason: string
  members: FormValues
  values: FormValues
  founds: { title: string; code: string }[]
}

/** The request as the node takes it; nothing that was left empty is in it. */
export function toEvent(input: EventInput, register: Register): Record<string, unknown> {
  const { kind, day, document, reason } = input
  const event: Record<string, unknown> = { kind, ...given({ day, document, reason }) }
  for (const member of MEMBERS[kind]) {
    const texts = input.members[member] ?? []
    if (member === 'organisations' || member === 'heirs') {
      if (texts.length) event[member] = texts
    } else if (texts[0]) event[member] = member === 'continues' ? texts[0] === 'true' : texts[0]
  }
  const values: Record<string, unknown> = {}
  for (const { id, many } of valuesOf(kind, register)) {
    const texts = input.values[id] ?? []
    if (texts.length) values[id] = many ? texts : texts[0]
  }
  if (Object.keys(values).length) event.values = values
  const founds = input.founds.filter(({ title }) => title.trim())
  if (kind === 'split' && founds.length) {
    event.founds = founds.map(({ title, code }) =>
      given({ [register.title]: title.trim(), code: code.trim() }),
    )
  }
  return event
}

function given(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim()))
}
