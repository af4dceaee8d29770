import { content } from '@shuyuan/shared/api'
import { api } from '../api'
import { findRecords } from '../fields/ref/records'
import { titleText } from '../fields/title'
import type { Option } from '../parts/choice'

/** Organisations by a few characters of their name or by their code; the code tells those of the same name apart. */
export async function findPlaces(register: string, typed: string): Promise<Option[]> {
  if (!/^[0-9A-Z]{4,}$/i.test(typed)) return findRecords(register, typed)
  const query = { code: typed, size: '20', columns: 'name' } as Record<string, string>
  const params = { path: { register }, query }
  const { records } = await content(api.GET('/api/registers/{register}/records', { params }))
  if (records.length === 0) return findRecords(register, typed)
  return records.map(({ id, values }) => ({ value: id, label: titleText(values.name) || id, note: typed }))
}
