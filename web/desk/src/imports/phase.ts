import type { Import } from '@shuyuan/shared/api'

export type Phase = 'waiting' | 'reading' | 'checking' | 'writing'

/** What a running import does now: the number of its rows is known once all of them have been read. */
export function phase({ state, total }: Pick<Import, 'state' | 'total'>): Phase {
  if (state === 'writing') return 'writing'
  if (state !== 'checking') return 'waiting'
  return typeof total === 'number' ? 'checking' : 'reading'
}

export function runs({ state }: Pick<Import, 'state'>): boolean {
  return state === 'received' || state === 'checking' || state === 'writing'
}

/** What is to be said of an import in a word or two: a dry run that has ended isn't an import that has. */
export type Outcome = 'held' | 'running' | 'checked' | 'done' | 'refused' | 'failed' | 'cancelled'

export function outcome(state: Pick<Import, 'state' | 'dryRun'>): Outcome {
  if (runs(state)) return 'running'
  if (state.state === 'done') return state.dryRun ? 'checked' : 'done'
  return state.state as Outcome
}
