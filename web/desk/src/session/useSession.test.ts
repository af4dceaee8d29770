import { expect, it } from 'vitest'
import { pathAfterSignIn } from './useSession'

it('leads back to a page of this node, and nowhere else', () => {
  expect(pathAfterSignIn('/registers/school?sort=name')).toBe('/registers/school?sort=name')
  for (const elsewhere of [
    '//example.org',
    '/\\example.org',
    'https://example.org',
    'javascript:0',
    '/sign-in',
    undefined,
  ]) {
    expect(pathAfterSignIn(elsewhere)).toBe('/')
  }
})
