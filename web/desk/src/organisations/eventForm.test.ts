import type { Register } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { membersOf, toEvent } from './eventForm'

const flags = { mayCreate: true, mayChange: true, many: false, type: 'text', sensitivity: 'L1', kind: 'kept' }
const register = {
  ...{ id: 'school', title: 'name', tree: 'parent', period: ['founded', 'closed'] },
  fields: [
    { id: 'name', label: 'Name', required: true, search: true, ...flags },
    { id: 'founded', label: 'Founded', required: true, ...flags },
    { id: 'phone', label: 'Phone', ...flags },
  ],
} as unknown as Register
const empty = { day: '2026-09-01', document: '', reason: ' ', members: {}, values: {}, founds: [] }

describe('an event', () => {
  it('is sent with what was given and nothing else', () => {
    const members = { organisations: ['a', 'b'], into: ['c'], parent: ['x'] }
    expect(toEvent({ ...empty, kind: 'merge', members }, register)).toEqual({
      ...{ kind: 'merge', day: '2026-09-01', organisations: ['a', 'b'], into: 'c' },
    })
    const founds = [
      { title: ' 二小 ', code: '' },
      { title: ' ', code: '9' },
    ]
    const split = {
      ...empty,
      kind: 'split' as const,
      members: { organisation: ['a'], continues: ['true'] },
      founds,
    }
    expect(toEvent(split, register)).toEqual({
      ...{ kind: 'split', day: '2026-09-01', organisation: 'a', continues: true, founds: [{ name: '二小' }] },
    })
  })

  it('of a founding gives the organisation what it needs, and never its days twice', () => {
    const values = { name: ['新校'], founded: ['2020-01-01'], phone: ['1'] }
    expect(toEvent({ ...empty, kind: 'found', values }, register)).toMatchObject({ values: { name: '新校' } })
    expect(membersOf('close', register, (id) => id).map(({ id, required }) => [id, required])).toEqual([
      ['organisation', true],
      ['into', false],
    ])
  })
})
