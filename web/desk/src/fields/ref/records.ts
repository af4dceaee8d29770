import { content } from '@shuyuan/shared/api'
import { api, epochMap, register } from '../../api'
import type { Option } from '../../parts/choice'
import { titleText } from '../title'

const titles = epochMap<string>()

/** The records of a register that a reader may mean by a few characters. */
export async function findRecords(id: string, search: string): Promise<Option[]> {
  const query: Record<string, string> = { size: '20' }
  if (search) query.search = search
  const asked = api.GET('/api/registers/{register}/records', { params: { path: { register: id }, query } })
  const [{ title }, { records }] = await Promise.all([register(id), content(asked)])
  return records.map((record) => ({ value: record.id, label: titleText(record.values[title]) || record.id }))
}

export async function recordTitle(id: string, record: string): Promise<string> {
  const key = `${id}/${record}`
  const known = titles.get(key)
  if (known) return known
  const asked = api.GET('/api/registers/{register}/records/{id}', {
    params: { path: { register: id, id: record } },
  })
  const [{ title }, { values }] = await Promise.all([register(id), content(asked)])
  const found = titleText(values[title]) || record
  titles.set(key, found)
  return found
}
