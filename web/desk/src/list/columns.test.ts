import type { Field, Register } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { columnsOf, sortOf } from './columns'

const field = (id: string, more: Partial<Field> = {}): Field => ({
  ...{ id, label: id, type: 'text', many: false, required: false, sort: false, filter: false, search: false },
  ...{ sensitivity: 'L1', kind: 'kept', mayCreate: true, mayChange: true },
  ...more,
})

const register = (fields: Field[], tree: string | null = null): Register => ({
  ...{ id: 'school', label: 'school', title: 'name', tree, period: null, groups: [], checks: [], when: [] },
  ...{ mayCreate: false, mayChange: false, mayRetire: false, mayImport: false },
  fields,
})

const ids = (fields: Field[]) => fields.map(({ id }) => id)

describe('the columns of a list', () => {
  it('begin with the title, wherever it is defined', () => {
    expect(ids(columnsOf(register([field('code'), field('name')]), []))).toEqual(['name', 'code'])
  })

  it('are at most seven, the most telling ones in the order of the definition', () => {
    const plain = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => field(id))
    const chosen = columnsOf(
      register(
        [field('name'), ...plain, field('parent', { type: 'ref' }), field('kind', { filter: true })],
        'parent',
      ),
      [],
    )
    expect(ids(chosen)).toEqual(['name', 'a', 'b', 'c', 'd', 'parent', 'kind'])
  })

  it('are those that the reader chose, with the title before them', () => {
    const fields = [field('name'), field('code'), field('phone'), field('kind')]
    expect(ids(columnsOf(register(fields), [], 7, ['kind', 'code', 'gone']))).toEqual([
      'name',
      'code',
      'kind',
    ])
    expect(ids(columnsOf(register(fields), [], 7, ['gone']))).toEqual(['name', 'code', 'phone', 'kind'])
  })

  it('leave out what the reader may not see, but not what is empty', () => {
    const records = [{ id: '1', version: 1, values: { name: '甲', code: null } }]
    expect(ids(columnsOf(register([field('name'), field('code'), field('phone')]), records))).toEqual([
      'name',
      'code',
    ])
  })

  describe('of a reference and its title', () => {
    const leader = field('leader', { type: 'ref', ref: 'person', kind: 'kept' })
    const by = { register: 'person', label: 'Person', field: 'name', by: 'leader' }
    const leaderName = field('leader_name', { kind: 'followed', source: by, sort: true })
    const phone = field('phone', { kind: 'followed', source: { ...by, field: 'phone' } })
    const led = register([field('name'), leader, leaderName, phone])
    const records = ['甲', null].map((title, index) => ({
      ...{ id: String(index), version: 1 },
      values: {
        ...{ name: '一小', leader_name: title, phone: '1' },
        leader: title && { id: 'x', title },
      },
    }))

    it('show one, which sorts by the other, unless the reader chooses both', () => {
      expect(ids(columnsOf(led, records))).toEqual(['name', 'leader', 'phone'])
      expect(sortOf(led, leader, records)?.id).toBe('leader_name')
      expect(sortOf(led, phone, records)).toBeUndefined()
      expect(ids(columnsOf(led, records, 7, ['leader', 'leader_name']))).toEqual([
        ...['name', 'leader', 'leader_name'],
      ])
    })

    it('show both where they differ', () => {
      const masked = records.map((record) => ({
        ...record,
        values: { ...record.values, leader_name: { masked: '*' } },
      }))
      expect(ids(columnsOf(led, masked))).toEqual(['name', 'leader', 'leader_name', 'phone'])
    })

    it('show the title alone where it is that of the list', () => {
      const titled = { ...led, title: 'leader_name' }
      expect(ids(columnsOf(titled, records))).toEqual(['leader_name', 'name', 'phone'])
    })
  })
})
