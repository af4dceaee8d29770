import type { EvidenceEntry } from '@shuyuan/shared/api'
import { expect, it } from 'vitest'
import { fromQuery, toQuery, toRequest } from './address'
import { byDay } from './days'

it('keeps what is asked for in the address, and asks the node by its own words', () => {
  const asked = fromQuery({ actor: '何静', kind: 'export', from: '2026-11-01' })
  expect(toQuery(asked)).toEqual({ actor: '何静', kind: 'export', from: '2026-11-01' })
  expect(toRequest(asked)).toEqual({ actor: '何静', action: 'export,export_end', from: '2026-11-01' })
  expect(fromQuery({ kind: 'toString' }).kind).toBe('')
})

it('puts entries under the days of the node', () => {
  const at = (time: string) => ({ at: time }) as EvidenceEntry
  const days = byDay(
    [at('2026-11-27T16:30:00Z'), at('2026-11-27T15:00:00Z'), at('2026-11-27T01:00:00Z')],
    'Asia/Shanghai',
  )
  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([
    ['2026-11-28', 1],
    ['2026-11-27', 2],
  ])
})
