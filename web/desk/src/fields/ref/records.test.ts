import type { Register } from '@shuyuan/shared/api'
import { expect, it } from 'vitest'
import { noteOf } from './records'

it('tells namesakes apart by what stands beside the name, and never by what is masked', () => {
  const fields = [
    { id: 'citizen_id', type: 'text' },
    { id: 'name', type: 'text' },
    { id: 'number', type: 'text' },
    { id: 'school', type: 'ref' },
    { id: 'birth_date', type: 'date' },
  ]
  const register = { title: 'name', fields } as Register
  const values = { citizen_id: { masked: '3***' }, name: '杨芮', number: '1146', birth_date: '2017-06-25' }
  expect(noteOf(register, values)).toBe('1146 · 2017-06-25')
  const school = { id: 's', title: '文昌小学' }
  expect(noteOf(register, { ...values, school })).toBe('1146 · 文昌小学 · 2017-06-25')
  expect(noteOf(register, { name: '杨芮', number: null })).toBe('')
})
