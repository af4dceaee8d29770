import { content, type Named, type Value } from '@shuyuan/shared/api'
import { api } from '../api'
import { isNamed } from '../fields/title'

/** How many records have these values. */
export interface Group {
  values: Value[]
  count: number
}

/** The records of a list, counted by the values of fields. */
export async function counts(
  register: string,
  by: string,
  list: Record<string, string>,
  signal?: AbortSignal,
): Promise<Group[]> {
  const params = { path: { register }, query: { ...list, by } }
  const answer = await content(api.GET('/api/registers/{register}/counts', { params, signal }))
  return answer.counts as Group[]
}

/** How far the organisations under one are. */
export interface Progress {
  id: string
  title: string
  pending: number
  confirmed: number
  corrected: number
}

export const answered = ({ confirmed, corrected }: Progress) => confirmed + corrected
export const asked = (progress: Progress) => progress.pending + answered(progress)
export const share = (progress: Progress) => (asked(progress) ? answered(progress) / asked(progress) : 0)

/** From counts by organisation and state; those with the most left to do come first. */
export function progressOf(groups: Group[]): Progress[] {
  const found = new Map<string, Progress>()
  for (const { values, count } of groups) {
    const [organisation, state] = values
    if (!isNamed(organisation)) continue
    const { id, title } = organisation
    const progress = found.get(id) ?? { id, title: title ?? '', pending: 0, confirmed: 0, corrected: 0 }
    if (state === 'pending' || state === 'confirmed' || state === 'corrected') progress[state] += count
    found.set(id, progress)
  }
  return [...found.values()].sort((a, b) => share(a) - share(b) || b.pending - a.pending)
}

export function total(all: Progress[]): Progress {
  const sum: Progress = { id: '', title: '', pending: 0, confirmed: 0, corrected: 0 }
  for (const each of all) {
    sum.pending += each.pending
    sum.confirmed += each.confirmed
    sum.corrected += each.corrected
  }
  return sum
}

/** One place's entries of each catalogue at two moments. */
export interface Compared {
  id: string
  title: string
  then: number[]
  now: number[]
}

/** From the counts of each catalogue by place, at both moments, in the same order; `places` stand there whatever they have. */
export function comparedOf(places: Named[], then: Group[][], now: Group[][]): Compared[] {
  const zeros = () => now.map(() => 0)
  const row = ({ id, title }: Named): Compared => ({ id, title: title ?? '', then: zeros(), now: zeros() })
  const found = new Map(places.map((place) => [place.id, row(place)]))
  const take = (groups: Group[][], side: 'then' | 'now') =>
    groups.forEach((each, catalogue) =>
      each.forEach(({ values: [value], count }) => {
        if (!isNamed(value)) return
        const known = found.get(value.id) ?? row(value)
        known[side][catalogue] = count
        found.set(value.id, known)
      }),
    )
  take(then, 'then')
  take(now, 'now')
  return [...found.values()].sort((a, b) => a.title.localeCompare(b.title, 'zh-CN'))
}
