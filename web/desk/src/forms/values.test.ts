import type { Field, Register } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { BEGUN, tidyNumber } from '../fields/input'
import { faultOf, faultsOf } from './check'
import { presets, toForm, toRequest } from './values'

const field = (id: string, more: Partial<Field> = {}): Field => ({
  ...{ id, label: id, type: 'text', many: false, required: false, sort: false, filter: false, search: false },
  ...{ sensitivity: 'L1', kind: 'kept', mayCreate: true, mayChange: true },
  ...more,
})

describe("a form's values", () => {
  const fields = [field('name'), field('owner', { type: 'ref' }), field('tags', { many: true }), field('no')]
  const values = { name: '甲𠮷', owner: { id: 'a1', title: '局' }, tags: ['x', 'y'], no: { masked: '3***' } }

  it('leave out what is masked, and send only what was changed', () => {
    const start = toForm(fields, values)
    expect(start).toEqual({ name: ['甲𠮷'], owner: ['a1'], tags: ['x', 'y'] })
    expect(toRequest(fields, start, start)).toEqual({})
    expect(toRequest(fields, { ...start, name: [], tags: ['y'], no: ['310'] }, start)).toEqual({
      ...{ name: null, tags: ['y'], no: '310' },
    })
  })

  it('of a new record begin with what a link gives and what is preset, not with what is drawn by chance', () => {
    const preset = [
      field('state', { preset: 'running' }),
      field('key', { preset: 'random()' }),
      field('name'),
    ]
    expect(presets(preset, { name: '甲' })).toEqual({ state: ['running'], key: [], name: ['甲'] })
  })
})

describe('what a form finds by itself', () => {
  it('is what is missing, too long or no number', () => {
    expect(faultOf(field('a', { required: true }), [])).toBe('required')
    expect(faultOf(field('a', { required: true, preset: 'x' }), [])).toBeUndefined()
    expect(faultOf(field('a', { max: 2 }), ['𠮷龘'])).toBeUndefined()
    expect(faultOf(field('a', { max: 2 }), ['𠮷龘x'])).toBe('tooLong')
    expect(faultOf(field('a', { type: 'integer' }), ['12.0'])).toBe('notInteger')
    expect(faultOf(field('a', { type: 'money', scale: 2 }), ['1.2300'])).toBeUndefined()
    expect(faultOf(field('a', { type: 'money', scale: 2 }), ['1.234'])).toBe('tooPrecise')
    const format = { label: '', pattern: '[0-9]{8}', days: [1] }
    expect(faultOf(field('a', { format }), ['20240229'])).toBeUndefined()
    expect(faultOf(field('a', { format }), ['20230229'])).toBe('date')
    expect(faultOf(field('a', { type: 'decimal', scale: 2 }), ['1e5'])).toBe('notNumber')
  })

  it('is a date or a time that was only begun', () => {
    expect(faultOf(field('a', { type: 'date' }), [BEGUN])).toBe('begun')
    expect(faultOf(field('a', { type: 'time' }), ['08:00'])).toBeUndefined()
    expect(faultOf(field('a'), [BEGUN])).toBeUndefined()
  })

  it('takes numbers as people type and paste them', () => {
    expect(['１２００', '1,200', ' 1 200 ', '１２．５', '十二'].map(tidyNumber)).toEqual([
      ...['1200', '1200', '1200', '12.5', '十二'],
    ])
  })

  it('is an end that does not come after the beginning', () => {
    const fields = [field('since', { type: 'date' }), field('until', { type: 'date' })]
    const register = { period: ['since', 'until'], fields } as Register
    const form = (since: string, until: string) => ({ since: [since], until: [until] })
    expect(faultsOf(register, fields, form('2026-01-01', '2026-01-01'))).toEqual({ until: 'period' })
    expect(faultsOf(register, fields, form('2026-01-01', '2026-01-02'))).toEqual({})
  })
})
