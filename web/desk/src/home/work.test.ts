import { describe, expect, it } from 'vitest'
import { begunBy, counted, workOf } from './work'

const entry = (id: string) => ({
  ...{ id, label: `<${id}>`, pack: 'p', packLabel: 'P', mayCreate: true, mayChange: true },
  ...{ mayImport: true, attention: [] },
})
const count = (value: number, capped = false) => ({ value, capped })

describe('what waits for somebody', () => {
  it('is what fails a check first, then what asks for work, and nothing that is in order', () => {
    const overview = [
      {
        ...{ id: 'a', visible: count(9), changeable: count(9), broken: count(0) },
        attention: [
          { id: 'lost', label: 'Lost', count: count(3) },
          { id: 'late', label: 'Late', count: count(0) },
          { id: 'slow', label: 'Slow', count: null },
        ],
      },
      { id: 'b', visible: count(9), changeable: count(9), broken: count(1000, true), attention: [] },
      { id: 'c', visible: count(9), changeable: null, broken: null, attention: [] },
    ]
    const work = workOf(overview, [entry('a'), entry('b')], 'Broken')
    expect(work.map(({ label, about, count, urgent }) => [label, about, count, urgent])).toEqual([
      ['Broken', '<b>', '1,000+', true],
      ['Lost', '<a>', '3', false],
    ])
    expect(work[1]!.to).toEqual({
      name: 'list',
      params: { register: 'a' },
      query: { when: 'lost', only: 'changeable' },
    })
  })

  it('is done on its own page where there is one', () => {
    const attention = [{ id: 'awaited', label: 'Awaited', count: count(2) }]
    const overview = [
      { id: 'census_return', visible: count(9), changeable: count(9), broken: count(0), attention },
    ]
    expect(workOf(overview, [entry('census_return')], 'Broken')[0]!.to).toEqual({ name: 'census' })
  })

  it('says so where counting took too long', () => {
    expect(counted(null)).toBe('?')
  })

  it('is each draft by itself: of a change at its record, of a new record under the id it is to have', () => {
    const draft = (record: string, isNew: boolean) => ({
      ...{ register: 'a', record, isNew, title: record, changed: '2026-12-01T08:00:00Z' },
    })
    const begun = begunBy([draft('one', true), draft('two', true), draft('three', false)], [], [entry('a')], {
      ...{ draft: (title, isNew) => `${isNew ? 'new' : 'changed'} ${title}`, decide: '' },
      about: (label) => label,
    })
    expect(begun.map(({ label, to }) => [label, to])).toEqual([
      ['new one', { name: 'create', params: { register: 'a', begun: 'one' } }],
      ['new two', { name: 'create', params: { register: 'a', begun: 'two' } }],
      ['changed three', { name: 'edit', params: { register: 'a', id: 'three' } }],
    ])
    expect(new Set(begun.map(({ key }) => key)).size).toBe(3)
  })
})
