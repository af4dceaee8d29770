import type { Count, DraftEntry, Import, RegisterEntry, RegisterOverview } from '@shuyuan/shared/api'
import type { RouteLocationRaw } from 'vue-router'
import { grouped } from '../fields/number/format'

/** One thing that waits for somebody. */
export interface Work {
  key: string
  label: string
  about: string
  /** How many, in words; empty where it is one thing. */
  count: string
  urgent: boolean
  to: RouteLocationRaw
}

/** A count in words; a capped one says that there are more. */
export function counted(count: Count): string {
  if (!count) return '?'
  return count.capped ? `${grouped(count.value)}+` : grouped(count.value)
}

/** Registers whose work is done on a page of its own, by the name of its route. */
const OWN_PAGE: Record<string, string> = { census_return: 'census' }

/** What asks for work in the registers: first what fails a check, then what the register's conditions point at. */
export function workOf(overview: RegisterOverview[], registers: RegisterEntry[], broken: string): Work[] {
  const label = (id: string) => registers.find((register) => register.id === id)?.label ?? ''
  const list = (id: string, query: Record<string, string>) => ({
    name: 'list',
    params: { register: id },
    query: { ...query },
  })
  const failing = overview
    .filter((each) => each.broken && each.broken.value > 0)
    .map((each) => ({
      key: `${each.id} broken`,
      label: broken,
      about: label(each.id),
      count: counted(each.broken),
      urgent: true,
      to: list(each.id, { only: 'changeable,broken' }),
    }))
  const asking = overview.flatMap((each) =>
    each.attention
      .filter(({ count }) => count && count.value > 0)
      .map(({ id, label: words, count }) => ({
        key: `${each.id} ${id}`,
        label: words,
        about: label(each.id),
        count: counted(count),
        urgent: false,
        to: OWN_PAGE[each.id] ? { name: OWN_PAGE[each.id] } : list(each.id, { when: id, only: 'changeable' }),
      })),
  )
  return [...failing, ...asking]
}

/** Drafts that were begun and not saved, and imports that wait for a decision. */
export function begunBy(
  drafts: DraftEntry[],
  imports: Import[],
  registers: RegisterEntry[],
  say: {
    draft: (title: string, isNew: boolean) => string
    decide: string
    about: (label: string, when: string) => string
  },
): Work[] {
  const label = (id: string) => registers.find((register) => register.id === id)?.label ?? ''
  const begun = drafts.map(({ register, record, isNew, title, changed }) => ({
    key: `draft ${register} ${record}`,
    label: say.draft(title, isNew),
    about: say.about(label(register), changed),
    count: '',
    urgent: false,
    to: isNew
      ? { name: 'create', params: { register, begun: record } }
      : { name: 'edit', params: { register, id: record } },
  }))
  const waiting = imports
    .filter(({ state, dryRun, keptUntil }) => keptUntil && (state === 'held' || (state === 'done' && dryRun)))
    .map(({ register, id, at }) => ({
      key: `import ${id}`,
      label: say.decide,
      about: say.about(label(register), at),
      count: '',
      urgent: false,
      to: { name: 'import', params: { register, id } },
    }))
  return [...begun, ...waiting]
}
