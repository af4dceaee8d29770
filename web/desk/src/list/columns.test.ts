import type { Field, Register } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { columnsOf } from './columns'

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
})
