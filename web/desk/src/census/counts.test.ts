import { describe, expect, it } from 'vitest'
import { asked, comparedOf, type Group, progressOf, share, total } from './counts'

const group = (id: string, state: string, count: number): Group => ({
  values: [{ id, title: id }, state],
  count,
})

describe('the progress of a census', () => {
  const progress = progressOf([
    group('东县', 'confirmed', 3),
    group('东县', 'pending', 1),
    group('西县', 'pending', 2),
    group('东县', 'corrected', 1),
  ])

  it('adds up the states of each place, and shows first who has the most left to do', () => {
    expect(progress.map(({ title }) => title)).toEqual(['西县', '东县'])
    expect(progress[1]).toMatchObject({ pending: 1, confirmed: 3, corrected: 1 })
    expect(share(progress[1]!)).toBe(0.8)
  })

  it('has a total, also of nothing', () => {
    expect(asked(total(progress))).toBe(7)
    expect(share(total([]))).toBe(0)
  })
})

describe('two moments', () => {
  it('stand beside each other, place by place and catalogue by catalogue', () => {
    const of = (id: string, count: number): Group => ({ values: [{ id, title: id }], count })
    const compared = comparedOf(
      [{ id: '北县', title: '北县' }],
      [[of('东县', 2)], []],
      [[of('东县', 3)], [of('西县', 1)]],
    )
    expect(compared).toEqual([
      { id: '北县', title: '北县', then: [0, 0], now: [0, 0] },
      { id: '东县', title: '东县', then: [2, 0], now: [3, 0] },
      { id: '西县', title: '西县', then: [0, 0], now: [0, 1] },
    ])
  })
})
