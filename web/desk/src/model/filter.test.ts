import type { ModelElement } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { narrowed, scopeOf } from './filter'

const element = (id: string, label: string, sensitivity: 'L1' | 'L4', pack: string): ModelElement => ({
  id,
  label,
  sensitivity,
  pack,
  type: 'text',
  standard: null,
  sources: [],
  followed: 0,
})
const all = [element('a.name', '名称', 'L1', 'a'), element('b.number', '证件号码', 'L4', 'b')]

describe('the list of elements', () => {
  it('is narrowed by text, level and pack together', () => {
    const none = { search: '', level: '', pack: '' }
    expect(narrowed(all, none)).toHaveLength(2)
    expect(narrowed(all, { ...none, search: '证件' }).map(({ id }) => id)).toEqual(['b.number'])
    expect(narrowed(all, { ...none, search: 'NAME' }).map(({ id }) => id)).toEqual(['a.name'])
    expect(narrowed(all, { ...none, level: 'L4', pack: 'a' })).toEqual([])
  })
})

describe('a condition', () => {
  it('is said in words where it only asks for the scope', () => {
    expect(scopeOf('self in scope')).toEqual(['self'])
    expect(scopeOf('self in scope && parent in scope')).toEqual(['self', 'parent'])
    expect(scopeOf("kind == 'school' && self in scope")).toBeUndefined()
  })
})
