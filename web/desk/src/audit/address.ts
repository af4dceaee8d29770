import type { LocationQuery } from 'vue-router'

/** What the audit shows, all of it in its address. */
export interface Asked {
  actor: string
  kind: Kind | ''
  record: string
  from: string
  to: string
  after: string
}

/** Actions that are asked for together, by the words of the node. */
export const KINDS = {
  read: ['read'],
  export: ['export', 'export_end'],
  signIn: ['sign_in', 'choose_password', 'act'],
  change: ['create', 'change', 'retire', 'import'],
  events: [
    'found',
    'rename',
    'recode',
    'move',
    'merge',
    'split',
    'close',
    'withdraw',
    'correct_place',
    'succeed',
    'disinherit',
  ],
  accounts: ['account', 'grant', 'end_grant', 'lock', 'unlock', 'renew_password', 'name_person'],
  audit: ['read_evidence'],
} as const
export type Kind = keyof typeof KINDS

export function fromQuery(query: LocationQuery): Asked {
  const text = (name: string) => String(query[name] ?? '')
  const kind = text('kind')
  return {
    actor: text('actor'),
    kind: Object.keys(KINDS).includes(kind) ? (kind as Kind) : '',
    record: text('record'),
    from: text('from'),
    to: text('to'),
    after: text('after'),
  }
}

/** Only what is asked for stands in the address; another condition starts again at the first page. */
export function toQuery(asked: Asked): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value))
}

export function toRequest({ kind, ...rest }: Asked): Record<string, string> {
  const query = toQuery({ ...rest, kind: '' })
  return kind ? { ...query, action: KINDS[kind].join(',') } : query
}
