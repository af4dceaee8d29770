import { describe, expect, it } from 'vitest'
import { dayBefore, formatInstant, instantOf, localOf, todayIn } from './zone'

describe("the node's time zone", () => {
  it('decides how a moment reads, whatever the zone of the computer', () => {
    expect(formatInstant('2026-03-01T02:00:00Z', 'Asia/Shanghai')).toBe('2026-03-01 10:00')
    expect(formatInstant('2025-12-31T16:30:00.5Z', 'Asia/Shanghai')).toBe('2026-01-01 00:30')
    expect(localOf('2026-03-01T02:00:00Z', 'Asia/Urumqi')).toBe('2026-03-01T08:00')
  })

  it('decides which moment an entered time is', () => {
    expect(instantOf('2026-03-01T10:00', 'Asia/Shanghai')).toBe('2026-03-01T02:00:00Z')
    expect(instantOf('', 'Asia/Shanghai')).toBe('')
  })

  it('follows the clocks when they shift', () => {
    for (const local of ['2026-03-29T01:59', '2026-03-29T03:01', '2026-10-25T03:01', '2026-07-01T12:00']) {
      expect(localOf(instantOf(local, 'Europe/Berlin'), 'Europe/Berlin')).toBe(local)
    }
    expect(instantOf('1988-07-01T12:00', 'Asia/Shanghai')).toBe('1988-07-01T03:00:00Z')
  })

  it('leaves what is no moment as it is', () => {
    expect(formatInstant('soon', 'Asia/Shanghai')).toBe('soon')
    expect(localOf('soon', 'Asia/Shanghai')).toBe('')
  })

  it('knows its own today, and the day before a day', () => {
    expect(todayIn('Asia/Shanghai', new Date('2026-02-28T16:00:00Z'))).toBe('2026-03-01')
    expect(dayBefore('2024-03-01')).toBe('2024-02-29')
  })
})
