import { content } from '@shuyuan/shared/api'
import { api } from '../api'
import type { Round } from './rounds'

/** Whom a round asks: those that exist today below its organisation, of the chosen kinds. */
export function below(organisation: string, kinds: string[]): Record<string, string> {
  return { 'parent.under': organisation, when: 'active', ...(kinds.length ? { kind: kinds.join(',') } : {}) }
}

function asking(round: Round, kinds: string[], today: string) {
  return {
    params: { path: { register: 'census_return' } },
    body: {
      field: 'organisation',
      selected: below(round.organisation.id, kinds),
      values: { round: round.id, asked: today },
    },
  }
}

/** How many organisations would get a return, nobody twice. */
export function rehearseAsking(round: Round, kinds: string[], today: string) {
  return content(api.POST('/api/registers/{register}/creations/rehearsal', asking(round, kinds, today)))
}

/** Gives each of the organisations its return, nobody twice. */
export function ask(round: Round, kinds: string[], today: string) {
  return content(api.POST('/api/registers/{register}/creations', asking(round, kinds, today)))
}
