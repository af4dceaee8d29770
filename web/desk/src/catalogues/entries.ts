import { content, type Count, type Field, type RecordRow, type Register } from '@shuyuan/shared/api'
import { api, register } from '../api'
import { isNamed, titleText } from '../fields/title'
import { type Catalogue, type Link, linksTo, questionOf, questionsOf } from './catalogues'
import type { Asked } from './useAsked'
import { listOf, registerOf } from './useAsked'

const SIZE = 50
/** How many pages of what belongs to the entries shown are read at most. */
const PAGES = 5

/** Entries of a catalogue that refer to the entries shown, by these. */
export interface Incoming {
  link: Link
  register: Register
  of: Map<string, RecordRow[]>
}

export interface Entries {
  register: Register
  rows: RecordRow[]
  next: string | null
  count: Count
  incoming: Incoming[]
}

/** A page of a list of records. */
export function rows(id: string, query: Record<string, string>, signal?: AbortSignal) {
  return content(
    api.GET('/api/registers/{register}/records', { params: { path: { register: id }, query }, signal }),
  )
}

/** The ids that a reference holds, be it one or many. */
export function idsIn(row: RecordRow, field: string): string[] {
  const value = row.values[field]
  return (Array.isArray(value) ? value : [value]).filter(isNamed).map(({ id }) => id)
}

/** The fields that a table shows, as far as the person knows them. */
export function fieldsOf({ fields }: Register, ids: string[]): Field[] {
  return ids.flatMap((id) => fields.find((field) => field.id === id) ?? [])
}

export async function entries(asked: Asked, signal: AbortSignal): Promise<Entries> {
  const id = registerOf(asked)
  const query = { sort: 'name', ...listOf(asked), size: String(SIZE), count: 'true' }
  const [definition, page] = await Promise.all([
    register(id),
    rows(id, asked.after ? { ...query, after: asked.after } : query, signal),
  ])
  const shown = { register: definition, next: page.next ?? null, count: page.count ?? null }
  if (id !== asked.catalogue) {
    return { ...shown, rows: await withNamesakes(asked, page.records, signal), incoming: [] }
  }
  const ids = page.records.map((row) => row.id)
  const incoming = await Promise.all(linksTo(asked.catalogue).map((link) => incomingBy(link, ids, signal)))
  return { ...shown, rows: page.records, incoming }
}

/** Rows in order of their names, beside each all others that the question is about, from outside the scope too. */
async function withNamesakes(asked: Asked, found: RecordRow[], signal: AbortSignal): Promise<RecordRow[]> {
  const names = [...new Set(found.map((row) => titleText(row.values.name)))]
  const query = { ...questionOf(asked.catalogue, asked.question)?.query, name: names.join(',') }
  const others = names.length ? await everything(registerOf(asked), query, signal) : []
  const all = [...new Map([...found, ...others].map((row) => [row.id, row])).values()]
  return names.flatMap((name) => all.filter((row) => row.values.name === name))
}

async function incomingBy(link: Link, ids: string[], signal: AbortSignal): Promise<Incoming> {
  const definition = await register(link.from)
  const of = new Map<string, RecordRow[]>(ids.map((id) => [id, []]))
  for (const row of await referring(link, ids, signal)) {
    for (const id of idsIn(row, link.field)) of.get(id)?.push(row)
  }
  return { link, register: definition, of }
}

/** The entries that refer to any of these by the link. */
export async function referring(link: Link, ids: string[], signal?: AbortSignal): Promise<RecordRow[]> {
  return ids.length ? everything(link.from, { [link.field]: ids.join(',') }, signal) : []
}

/** The records of the first pages of a list. */
async function everything(id: string, query: Record<string, string>, signal?: AbortSignal) {
  const found: RecordRow[] = []
  let after: string | null | undefined = ''
  for (let page = 0; after !== null && after !== undefined && page < PAGES; page++) {
    const answer = await rows(id, { ...query, size: '200', ...(after ? { after } : {}) }, signal)
    found.push(...answer.records)
    after = answer.next
  }
  return found
}

/** How many entries each question has, of those that the address asks for otherwise. */
export async function answers(asked: Asked, signal: AbortSignal): Promise<Map<string, Count>> {
  const questions = ['', ...questionsOf(asked.catalogue).map(({ id }) => id)]
  const counts = await Promise.all(questions.map((question) => count({ ...asked, question }, signal)))
  return new Map(questions.map((question, place) => [question, counts[place]!]))
}

async function count(asked: Asked, signal: AbortSignal): Promise<Count> {
  const page = await rows(registerOf(asked), { ...listOf(asked), size: '1', count: 'true' }, signal)
  return page.count ?? null
}

/** Which of the catalogues this person reads. */
export async function readable(signal?: AbortSignal): Promise<Map<string, string>> {
  const { registers } = await content(api.GET('/api/registers', { signal }))
  return new Map(registers.map(({ id, label }) => [id, label]))
}

export const labelOf = (labels: Map<string, string> | undefined, catalogue: Catalogue | string) =>
  labels?.get(catalogue) ?? ''
