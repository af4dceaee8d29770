import type { Format } from '@shuyuan/shared/api'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { flawOf, patternOf } from './format'

type Vector = Omit<Format, 'label'> & { flaws: Record<string, 'pattern' | 'checksum' | null> }

const file = '../../server/src/test/resources/vectors/formats.json'
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[]

describe('how a text is written', () => {
  const read = vectors.filter(({ pattern }) => patternOf(pattern))

  it.each(read)('is told as the node tells it: $pattern', ({ flaws, ...format }) => {
    const found = Object.keys(flaws).map((text) => [text, flawOf({ label: '', ...format }, text) ?? null])
    expect(Object.fromEntries(found)).toEqual(flaws)
  })

  it('is not told by patterns that JavaScript reads otherwise or not at all', () => {
    const others = vectors.filter((vector) => !read.includes(vector)).map(({ pattern }) => pattern)
    expect(others).toEqual(['\\x{20BB7}', '[]a]', '\\pL+', '(?i)A', '\\Qa.b\\E', '[[:alpha:]]+'])
    expect(['[^]a]', '[\\S]'].map(patternOf)).toEqual([undefined, undefined])
    expect(flawOf({ label: '', pattern: '(?P<x>a)' }, 'b')).toBeUndefined()
  })
})
