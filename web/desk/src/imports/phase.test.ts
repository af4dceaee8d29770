import { describe, expect, it } from 'vitest'
import { outcome, phase, runs } from './phase'

describe('what an import does', () => {
  it('is told by its state, and by whether its rows have been counted', () => {
    expect(phase({ state: 'received' })).toBe('waiting')
    expect(phase({ state: 'checking', total: null })).toBe('reading')
    expect(phase({ state: 'checking', total: 0 })).toBe('checking')
    expect(phase({ state: 'writing', total: 3 })).toBe('writing')
    expect(runs({ state: 'held' })).toBe(false)
  })

  it('has come to nothing final where only a check was made', () => {
    expect(outcome({ state: 'done', dryRun: true })).toBe('checked')
    expect(outcome({ state: 'done', dryRun: false })).toBe('done')
    expect(outcome({ state: 'writing', dryRun: false })).toBe('running')
    expect(outcome({ state: 'refused', dryRun: true })).toBe('refused')
  })
})
