import type { Field, ImportColumn } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { claimedTwice, fillable, guessed, lacking, samples, told } from './matching'

const column = (header: string, field: string | null, source: ImportColumn['source']): ImportColumn => ({
  header,
  field,
  source,
})
const field = (id: string, more: Partial<Field>) => ({ id, required: false, kind: 'kept', ...more }) as Field

const columns = [
  column('导入行号', null, 'mend'),
  column('姓名', 'name', 'name'),
  column('备注', null, 'none'),
  column('名称', null, 'name'),
  column('单位', 'school', 'memory'),
  column('', null, 'none'),
]

describe('matching columns', () => {
  it('begins with what the node takes them for, and leaves open what it cannot tell', () => {
    expect(guessed(columns)).toEqual(['', 'name', '', undefined, 'school', ''])
  })

  it('tells what was remembered and what was changed, and not what names say by themselves', () => {
    const choices = guessed(columns)
    expect(told(columns, choices)).toEqual(['单位:school'])
    choices[2] = 'note'
    choices[3] = ''
    choices[4] = ''
    choices[5] = 'x'
    expect(told(columns, choices)).toEqual(['备注:note', '名称:', '单位:'])
  })

  it('knows required fields without a column, and fields with two', () => {
    const fields = [
      field('name', { required: true }),
      field('code', { required: true }),
      field('state', { required: true, preset: 'running' }),
      field('far', { required: true, kind: 'followed' }),
    ]
    expect(fillable(fields).map(({ id }) => id)).toEqual(['name', 'code', 'state'])
    expect(lacking(fields, ['name', '', undefined]).map(({ id }) => id)).toEqual(['code'])
    expect([...claimedTwice(['name', '', 'name', ''])]).toEqual(['name'])
  })

  it('shows different values only', () => {
    expect(samples([['a'], [''], ['a'], ['b'], []], 0)).toEqual(['a', 'b'])
  })
})
