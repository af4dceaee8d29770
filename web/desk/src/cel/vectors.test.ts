import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { evaluate, type Facts, type Tree } from './evaluate'
import { dayOf, valueOf, type Value, type ValueType } from './values'

interface Vectors {
  types: Record<string, Record<string, string>>
  today: string
  records: Record<string, Record<string, Record<string, boolean | string | string[]>>>
  vectors: Vector[]
}

interface Vector {
  expression: string
  needs: string[]
  tree: Tree | null
  expected: Record<string, boolean | null>
}

const file = '../../server/src/test/resources/vectors/expressions.json'
const { types, today, records, vectors } = JSON.parse(readFileSync(file, 'utf8')) as Vectors

/** What no form knows, and so no browser judges: the node does when the record is saved. */
const BEYOND: Record<string, string> = {
  ACTOR: 'the rights of whoever asks',
  OLD: 'a record before a change that is not made yet',
  OTHERS: 'other records, which the reader may not even see',
}

function facts(id: string): Facts {
  const record = records.thing![id]!
  return {
    field: (name) => {
      const [kind, type] = types.thing![name]!.split(' ') as [string, ValueType]
      const written = record[name]
      if (kind !== 'many') return written === undefined ? null : valueOf(kind as ValueType, String(written))!
      return ((written ?? []) as string[]).map((each) => valueOf(type, each)!) as Value[]
    },
    self: id,
    today: dayOf(today)!,
  }
}

describe('a condition in the browser', () => {
  const decided = vectors.filter(({ tree }) => tree)
  const beyond = vectors.filter(({ tree }) => !tree)

  it.each(decided)('answers as the node and its database do: $expression', ({ tree, expected }) => {
    const answers = Object.keys(expected).map((id) => [id, evaluate(tree!, facts(id))])
    expect(Object.fromEntries(answers)).toEqual(expected)
  })

  it('is there unless it needs what no form knows', () => {
    expect(decided.filter(({ needs }) => needs.some((need) => need in BEYOND))).toEqual([])
    const kinds = beyond.map(({ needs }) => needs.filter((need) => need in BEYOND).join(' '))
    const counted = Object.fromEntries(
      [...new Set(kinds)].sort().map((kind) => [kind, kinds.filter((each) => each === kind).length]),
    )
    expect(counted).toMatchInlineSnapshot(`
      {
        "ACTOR": 8,
        "OLD": 6,
        "OLD ACTOR": 1,
        "OLD OTHERS": 2,
        "OTHERS": 30,
        "OTHERS ACTOR": 5,
      }
    `)
    expect(decided.length).toBeGreaterThan(beyond.length)
  })

  it('is refused where it has a word that the browser does not know', () => {
    expect(() =>
      evaluate(['matches', ['text', 'a'], ['text', 'b']], facts(Object.keys(records.thing!)[0]!)),
    ).toThrow('A condition with matches')
  })
})
