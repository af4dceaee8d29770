import type { Format } from '@shuyuan/shared/api'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { flawOf, patternOf, type Flaw } from './format'

type Vector = Omit<Format, 'label'> & { flaws: Record<string, Flaw | 'code' | null> }

const file = '../../server/src/test/resources/vectors/formats.json'
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[]

describe('how a text is written', () => {
  const read = vectors.filter(({ pattern }) => patternOf(pattern))

  it.each(read)('is told as the node tells it: $pattern', ({ flaws, ...format }) => {
    const told = Object.entries(flaws).filter(([, flaw]) => flaw !== 'code')
    const found = told.map(([text]) => [text, flawOf({ label: '', ...format }, text) ?? null])
    expect(found).toEqual(told)
  })

  it('leaves a wrong code to the node, and tells what else is wrong', () => {
    const found = vectors.flatMap(({ flaws, ...format }) =>
      Object.keys(flaws).flatMap((text) =>
        flaws[text] === 'code' ? [[text, flawOf({ label: '', ...format }, text)]] : [],
      ),
    )
    expect(found).toEqual([
      ['110103201007010019', undefined],
      ['999999194912310017', undefined],
      ['B20191231', undefined],
      ['C20240229', undefined],
      ['𠮷20240229', 'date'],
      ['C20240229', undefined],
      ['C20240230', 'date'],
    ])
  })

  it('is not told by patterns that JavaScript reads otherwise or not at all', () => {
    const others = vectors.filter((vector) => !read.includes(vector)).map(({ pattern }) => pattern)
    expect(others).toEqual(['\\x{20BB7}', '[]a]', '\\pL+', '(?i)A', '\\Qa.b\\E', '[[:alpha:]]+'])
    expect(['[^]a]', '[\\S]'].map(patternOf)).toEqual([undefined, undefined])
    expect(flawOf({ label: '', pattern: '(?P<x>a)' }, 'b')).toBeUndefined()
  })
})
