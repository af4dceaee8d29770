import { describe, expect, it } from 'vitest'
import { flawOf, patternOf } from './format'

const citizenId = {
  label: '',
  pattern: '[1-9][0-9]{16}[0-9X]',
  checksum: {
    values: '0123456789',
    weights: [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2],
    modulo: 11,
    check: '10X98765432',
  },
}

describe('how a text is written', () => {
  it('is told by the pattern, then by the check character', () => {
    expect(flawOf(citizenId, '11010519491231002X')).toBeUndefined()
    expect(flawOf(citizenId, '110105194912310021')).toBe('checksum')
    expect(flawOf(citizenId, '11010519491231002x')).toBe('pattern')
    expect(flawOf({ ...citizenId, pattern: '.*' }, '1101')).toBe('checksum')
  })

  it('is told as RE2 has it: of the whole text, with its own white space and points', () => {
    const email = patternOf('[^@\\s]+@[^@\\s]+\\.[^@\\s.]+')!
    expect(email.test('a@b.cn')).toBe(true)
    expect(email.test('a @b.cn')).toBe(false)
    expect(email.test('a\u3000@b.cn')).toBe(true)
    expect(patternOf('a|bc')!.test('ac')).toBe(false)
    expect(patternOf('.')!.test('𠮷')).toBe(true)
    expect(patternOf('.')!.test('\r')).toBe(true)
    expect(patternOf('\\.')!.test('x')).toBe(false)
    expect(patternOf('\\S+')!.test('a\u00A0')).toBe(true)
  })

  it('is not told of patterns that JavaScript reads otherwise or not at all', () => {
    expect(
      ['[]a]', '[^]a]', '[\\S]', '[[:alpha:]]', '\\Qa\\E', '\\pN', '\\Aa', '(?P<x>a)'].map(patternOf),
    ).toEqual(Array(8).fill(undefined))
    expect(flawOf({ label: '', pattern: '(?P<x>a)' }, 'b')).toBeUndefined()
  })
})
