import { content, type Field, type Register, type Values } from '@shuyuan/shared/api'
import { api, epochMap, register } from '../../api'
import type { Option } from '../../parts/choice'
import { titleOf } from '../recordTitle'
import { isMasked, titleText } from '../title'

const titles = epochMap<string>()

/** The records of a register that a reader may mean by a few characters. */
export async function findRecords(id: string, search: string): Promise<Option[]> {
  const definition = await register(id)
  const query: Record<string, string> = { size: '20', columns: notedOf(definition).join() }
  if (search) query.search = search
  const asked = api.GET('/api/registers/{register}/records', { params: { path: { register: id }, query } })
  const { records } = await content(asked)
  const options = await Promise.all(
    records.map(async ({ id, values }) => {
      const label = (await titleOf(definition, values[definition.title])) || id
      return { value: id, label, note: noteOf(definition, values) }
    }),
  )
  const isNamesake = ({ label }: Option) => options.filter((other) => other.label === label).length > 1
  return options.map((option) => (isNamesake(option) ? option : { ...option, note: undefined }))
}

/** The title and what a note may hold; no contact data, as readings of them are evidence. */
function notedOf({ title, fields }: Register): string[] {
  const isNoted = ({ type, sensitivity }: Field) =>
    type === 'date' || type === 'ref' || (type === 'text' && (sensitivity === 'L1' || sensitivity === 'L2'))
  return fields.filter((field) => field.id === title || isNoted(field)).map(({ id }) => id)
}

/** What tells namesakes apart: the first text beside the name, such as a number, what they first refer to, and the first day. */
export function noteOf({ title, fields }: Register, values: Values): string {
  const first = (type: string) =>
    fields
      .filter((field) => field.type === type && field.id !== title)
      .map(({ id }) => values[id])
      .filter((value) => !isMasked(value) && !Array.isArray(value))
      .map(titleText)
      .find(Boolean)
  return [first('text'), first('ref'), first('date')].filter(Boolean).join(' · ')
}

export async function recordTitle(id: string, record: string): Promise<string> {
  const key = `${id}/${record}`
  const known = titles.get(key)
  if (known) return known
  const definition = await register(id)
  const params = { path: { register: id, id: record }, query: { columns: definition.title } }
  const { values } = await content(api.GET('/api/registers/{register}/records/{id}', { params }))
  const found = (await titleOf(definition, values[definition.title])) || record
  titles.set(key, found)
  return found
}
