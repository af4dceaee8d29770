import type { Field, RecordDetail, Register } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { brokenChecks } from './brokenChecks'

const field = (id: string, more: Partial<Field> = {}): Field => ({
  ...{ id, label: id, type: 'text', many: false, required: false, sort: false, filter: false, search: false },
  ...{ sensitivity: 'L1', kind: 'kept', mayCreate: true, mayChange: true },
  ...more,
})
const check = (id: string, fields: string[], tree: unknown[]) => ({ id, label: id, fields, tree })

const register = {
  fields: [
    field('count', { type: 'integer' }),
    field('level', { type: 'code' }),
    field('no', { preset: 'random()' }),
    field('tags', { many: true }),
  ],
  checks: [
    check('positive', ['count'], ['>', ['field', 'count'], ['number', '0']]),
    check('levelled', ['level'], ['!', ['null', ['field', 'level']]]),
    check('numbered', ['no'], ['!', ['null', ['field', 'no']]]),
    check('tagged', ['tags'], ['>', ['count', ['field', 'tags']], ['number', '1']]),
    check('newer', ['count'], ['divide', ['field', 'count'], ['number', '2']]),
  ],
} as unknown as Register

function broken(form: Record<string, string[]>, values?: RecordDetail['values']) {
  const record = values && ({ values } as RecordDetail)
  return brokenChecks({ register, record, id: 'a' }, form, '2026-03-01').map(({ id }) => id)
}

describe('a check in a form', () => {
  it('is told when what was typed makes it false', () => {
    expect(broken({ count: ['0'], level: ['3'], tags: ['a'] })).toEqual(['positive', 'tagged'])
    expect(broken({ count: ['1'], level: ['3'], tags: ['a', 'b'] })).toEqual([])
  })

  it('is not told while a value is missing that it is unknown of', () => {
    expect(broken({ count: [], level: ['3'], tags: ['a', 'b'] })).toEqual([])
  })

  it('is asked of what the record has where the form has no such field', () => {
    expect(broken({}, { count: '-1', level: null, no: '7', tags: ['a', 'b'] })).toEqual([
      'positive',
      'levelled',
    ])
  })

  it('is not asked of what is masked, not shown, drawn by chance or no value yet', () => {
    expect(broken({}, { count: '1', level: { masked: '*' } })).toEqual([])
    expect(broken({ count: ['1x'], level: ['3'], no: [], tags: ['a', 'b'] })).toEqual([])
  })
})
