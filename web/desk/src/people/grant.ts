import type { NewGrant } from '@shuyuan/shared/api'
import { dayBefore } from '../time/zone'

/** A role to be given, as somebody fills it in: with its last day, not the first on which it no longer holds. */
export interface Draft {
  role: string
  at: string
  everywhere: boolean
  since: string
  last: string
  reason: string
}

export const emptyDraft = (): Draft => ({
  role: '',
  at: '',
  everywhere: false,
  since: '',
  last: '',
  reason: '',
})

export const isEmpty = (draft: Draft) => Object.values(draft).every((value) => !value)

/** What is still missing, as the end of a text's key; empty where nothing is. */
export function missing(draft: Draft): '' | 'noRole' | 'noPlace' | 'reversed' {
  if (!draft.role) return 'noRole'
  if (!draft.at && !draft.everywhere) return 'noPlace'
  return draft.last && draft.since && draft.last < draft.since ? 'reversed' : ''
}

export function toGrant(draft: Draft): NewGrant {
  return {
    role: draft.role,
    at: draft.everywhere ? null : draft.at,
    since: draft.since || null,
    until: draft.last ? dayAfter(draft.last) : null,
    reason: draft.reason.trim() || null,
  }
}

/** The last day on which a grant holds. */
export const lastDay = (until: string) => dayBefore(until)

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
