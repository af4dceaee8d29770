import type { Register, Values } from '@shuyuan/shared/api'
import { dayBefore } from '../time/zone'

export interface Period {
  state: 'current' | 'ended' | 'upcoming'
  from: string | null
  /** The last day on which the record holds; definitions name the first day after. */
  last: string | null
}

/** Null where there is no period, or the reader may not see it. */
export function periodOf(register: Register, values: Values, today: string): Period | null {
  if (!register.period) return null
  const [from, until] = register.period.map((field) => values[field])
  if (from === undefined && until === undefined) return null
  const start = typeof from === 'string' ? from : null
  const end = typeof until === 'string' ? until : null
  return { state: stateOf(start, end, today), from: start, last: end && dayBefore(end) }
}

function stateOf(from: string | null, until: string | null, today: string): Period['state'] {
  if (until !== null && until <= today) return 'ended'
  return from !== null && from > today ? 'upcoming' : 'current'
}
