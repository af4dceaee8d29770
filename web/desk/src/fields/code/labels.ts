import { content, type CodeEntry } from '@shuyuan/shared/api'
import { api, epochMap } from '../../api'
import type { Option } from '../../parts/choice'
import { useNode } from '../../session/useNode'
import { todayIn } from '../../time/zone'
import { batched } from './batched'

type Ask = (code: string) => Promise<CodeEntry | undefined>

const asks = epochMap<Ask>()
const sets = epochMap<Promise<CodeEntry[]>>()

/** What a code of a set means, asked for together with the other codes of the page, and once. */
export function codeEntry(set: string, code: string): Promise<CodeEntry | undefined> {
  let ask = asks.get(set)
  if (!ask) {
    ask = batched(async (codes) => latest(await entries(set, { codes: codes.join(',') })))
    asks.set(set, ask)
  }
  return ask(code)
}

/** All entries of a short set, each code once. */
export function shortSet(set: string): Promise<CodeEntry[]> {
  let asked = sets.get(set)
  if (!asked) {
    asked = entries(set, {}).then((all) => [...latest(all).values()])
    asked.catch(() => sets.delete(set))
    sets.set(set, asked)
  }
  return asked
}

export async function findEntries(set: string, search: string): Promise<CodeEntry[]> {
  return [...latest(await entries(set, { search })).values()]
}

/** Entries to choose from, the code beside the label. */
export async function findOptions(set: string, search: string): Promise<Option[]> {
  const found = await findEntries(set, search)
  return found
    .filter((entry) => !isExpired(entry))
    .map(({ code, label }) => ({ value: code, label, note: code }))
}

export async function codeName(set: string, code: string): Promise<string> {
  return (await codeEntry(set, code))?.label ?? code
}

export function isExpired(entry: CodeEntry): boolean {
  return Boolean(entry.until) && entry.until! <= todayIn(useNode().zone.value)
}

/** A code may stand in several entries with periods that don't overlap; its latest meaning counts. */
function latest(entries: CodeEntry[]): Map<string, CodeEntry> {
  const byCode = new Map<string, CodeEntry>()
  for (const entry of entries) {
    const known = byCode.get(entry.code)
    if (!known || (entry.from ?? '') >= (known.from ?? '')) byCode.set(entry.code, entry)
  }
  return byCode
}

async function entries(set: string, query: { codes?: string; search?: string }): Promise<CodeEntry[]> {
  const asked = api.GET('/api/codes/{set}/entries', { params: { path: { set }, query } })
  return (await content(asked)).entries
}
