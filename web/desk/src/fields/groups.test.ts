import type { Field, Register } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { groupsOf } from './groups'

const field = (id: string) => ({ id }) as Field
const register = {
  groups: [
    { id: 'a', label: 'A', fields: ['two', 'one'] },
    { id: 'b', label: 'B', fields: ['hidden'] },
  ],
} as Register

describe('fields in groups', () => {
  it('come in the order of their group, those in none first, and no group is empty', () => {
    const groups = groupsOf(register, ['one', 'free', 'two'].map(field))
    expect(groups.map(({ label, fields }) => [label, ...fields.map(({ id }) => id)])).toEqual([
      ['', 'free'],
      ['A', 'two', 'one'],
    ])
  })
})
