import { expect, it } from 'vitest'
import { emptyDraft, isEmpty, lastDay, missing, toGrant } from './grant'

const full = { ...emptyDraft(), role: 'org_clerk', at: 'x', since: '2026-09-01', last: '2027-08-31' }

it('holds until the day after the last one', () => {
  expect(toGrant(full)).toEqual({
    role: 'org_clerk',
    at: 'x',
    since: '2026-09-01',
    until: '2027-09-01',
    reason: null,
  })
  expect(lastDay('2027-09-01')).toBe('2027-08-31')
})

it('says what is missing', () => {
  expect(missing(emptyDraft())).toBe('noRole')
  expect(missing({ ...full, at: '' })).toBe('noPlace')
  expect(missing({ ...full, at: '', everywhere: true })).toBe('')
  expect(missing({ ...full, last: '2026-08-31' })).toBe('reversed')
  expect(missing(full)).toBe('')
})

it('is empty until anything is filled in', () => {
  expect(isEmpty(emptyDraft())).toBe(true)
  expect(isEmpty({ ...emptyDraft(), everywhere: true })).toBe(false)
  expect(isEmpty({ ...emptyDraft(), reason: 'x' })).toBe(false)
})
