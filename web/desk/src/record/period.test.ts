import type { Register } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { periodOf } from './period'

const register = { period: ['founded', 'closed'] } as Register
const on = (founded: string | null, closed: string | null, today = '2026-03-01') =>
  periodOf(register, { founded, closed }, today)

describe("a record's period", () => {
  it('ends on the day before the first day after', () => {
    expect(on('2001-09-01', '2020-09-01')).toEqual({ state: 'ended', from: '2001-09-01', last: '2020-08-31' })
    expect(on(null, '2026-03-02')?.state).toBe('current')
    expect(on(null, '2026-03-01')?.state).toBe('ended')
  })

  it('is open where nothing is said', () => {
    expect(on(null, null)).toEqual({ state: 'current', from: null, last: null })
    expect(on('2026-03-02', null)?.state).toBe('upcoming')
  })

  it('is not guessed where the reader may not see it', () => {
    expect(periodOf(register, {}, '2026-03-01')).toBeNull()
    expect(periodOf({ ...register, period: null }, {}, '2026-03-01')).toBeNull()
  })
})
