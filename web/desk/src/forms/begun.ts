import { content, Problem } from '@shuyuan/shared/api'
import { api } from '../api'
import { type Begun, begunHere, keptHere } from './keptHere'

/** The account's own new records of a register that were begun and not saved, the latest first. */
export async function begunRecords(account: string | undefined, register: string): Promise<Begun[]> {
  const here = begunHere(account, register)
  const kept = await content(api.GET('/api/drafts')).catch((failure) => {
    // Where the node can't be reached there is at least what stayed in this window.
    if (!(failure instanceof Problem)) throw failure
    return { drafts: [] }
  })
  const there = kept.drafts.filter((draft) => draft.register === register && draft.isNew)
  return [...here, ...there.filter(({ record }) => here.every((one) => one.record !== record))].sort(
    (one, other) => Date.parse(other.changed) - Date.parse(one.changed),
  )
}

/** Throws one away; where the node can't be reached it is offered again. */
export async function dropBegun(account: string | undefined, register: string, record: string) {
  keptHere(account, register, record).remove()
  const params = { path: { register, record } }
  await content(api.DELETE('/api/drafts/{register}/{record}', { params })).catch((failure) => {
    if (!(failure instanceof Problem)) throw failure
  })
}
