import { describe, expect, it } from 'vitest'
import {
  changed,
  cleared,
  filtered,
  following,
  fromQuery,
  isNarrowed,
  toQuery,
  toRequest,
  turned,
} from './address'

describe("a list's address", () => {
  it('carries everything that the list shows, and nothing that goes without saying', () => {
    const query = {
      search: '第一',
      kind: 'school,university',
      'founded.from': '2000-01-01',
      'parent.under': 'a1',
      sort: '-code',
      size: '20',
      retired: 'true',
      at: '2026-01-01T00:00:00Z',
      after: 'c',
      page: '3',
    }
    expect(toQuery(fromQuery(query))).toEqual(query)
    expect(toQuery(fromQuery({}))).toEqual({})
  })

  it('is forgiving to what somebody typed into it', () => {
    const state = fromQuery({ size: 'many', page: '-1', sort: '-', kind: ',', search: null, at: ['', 'b'] })
    expect(state).toEqual(fromQuery({}))
    expect(fromQuery({ size: '9999' }).size).toBe(200)
  })

  it('asks the node for a counted page, and never by page number', () => {
    expect(toRequest(fromQuery({ after: 'c', page: '2', kind: 'school' }))).toEqual({
      after: 'c',
      kind: 'school',
      size: '50',
      count: 'true',
    })
  })

  it('starts again at the first page whenever the list changes', () => {
    const second = following(fromQuery({ kind: 'school' }), 'c')
    expect(second).toMatchObject({ after: 'c', page: 2 })
    expect(changed(second, { search: '小' })).toMatchObject({
      after: '',
      page: 1,
      filters: { kind: ['school'] },
    })
    expect(filtered(second, { kind: null, division: ['32'] })).toMatchObject({
      after: '',
      filters: { division: ['32'] },
    })
  })

  it('keeps order and page size when the conditions are cleared', () => {
    const state = cleared(
      fromQuery({ search: '小', kind: 'school', sort: 'name', size: '20', retired: 'true' }),
    )
    expect(toQuery(state)).toEqual({ sort: 'name', size: '20' })
    expect(isNarrowed(state)).toBe(false)
  })

  it('turns a column from unsorted to up, to down, and back', () => {
    const up = turned(null, 'code')
    const down = turned(up, 'code')
    expect([up, down, turned(down, 'code')]).toEqual([
      { field: 'code', descending: false },
      { field: 'code', descending: true },
      null,
    ])
    expect(turned(down, 'name')).toEqual({ field: 'name', descending: false })
  })
})
