import { expect, it } from 'vitest'
import { endOf, over, soon } from './ending'

const minutes = 60_000

it('ends an hour after the last answer, a minute early to be safe', () => {
  expect(endOf(0, 60 * minutes, 720 * minutes)).toEqual({ at: 59 * minutes, renewable: true })
})

it('ends at its latest also in use', () => {
  expect(endOf(700 * minutes, 60 * minutes, 720 * minutes)).toEqual({ at: 720 * minutes, renewable: false })
})

it('is announced five minutes before, and asked about only when it has ended for certain', () => {
  expect([soon(59 * minutes, 53 * minutes), soon(59 * minutes, 54 * minutes)]).toEqual([false, true])
  expect([over(59 * minutes, 60 * minutes), over(59 * minutes, 62 * minutes)]).toEqual([false, true])
})
