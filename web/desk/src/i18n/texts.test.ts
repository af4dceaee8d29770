import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Texts as Tree } from '.'

/** A language's files together; no two may have the same group. */
function texts(language: string): Tree {
  const all: Tree = {}
  for (const file of readdirSync(join('src/i18n', language))) {
    const groups = JSON.parse(readFileSync(join('src/i18n', language, file), 'utf8')) as Tree
    for (const [group, inside] of Object.entries(groups)) {
      if (group in all) throw new Error(`${language}/${file}: another file has the group ${group} already`)
      all[group] = inside
    }
  }
  return all
}

const chinese = texts('zh-CN')
const en = texts('en')

function flat(tree: Tree, prefix = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(tree).map(([key, value]) =>
      typeof value === 'string' ? { [prefix + key]: value } : flat(value, `${prefix}${key}.`),
    ),
  )
}

const source = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(vue|ts)$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join('src', path), 'utf8'))
  .join('\n')
const keys = Object.keys(flat(chinese))

describe('the texts', () => {
  it('say the same things in both languages', () => {
    expect(Object.keys(flat(en)).sort()).toEqual([...keys].sort())
    const holes = (texts: Tree) =>
      Object.fromEntries(
        Object.entries(flat(texts)).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort()]),
      )
    expect(holes(en)).toEqual(holes(chinese))
  })

  it('are all used', () => {
    const built = [...source.matchAll(/`((?:\w+\.)+)\$\{[^`}]+\}([^`]*)`/g)].map(
      ([, start = '', end = '']) => [start, end.includes('$') ? '' : end] as const,
    )
    const unused = keys.filter(
      (key) =>
        !source.includes(`'${key}'`) &&
        !built.some(([start, end]) => key.startsWith(start) && key.endsWith(end)),
    )
    expect(unused).toEqual([])
  })

  it('are there for every key that the pages ask for', () => {
    const asked = [...source.matchAll(/'([a-z]\w+\.\w+)'/gi)].map(([, key]) => key!)
    const groups = Object.keys(chinese)
    const missing = asked.filter((key) => groups.includes(key.split('.')[0]!) && !keys.includes(key))
    expect(missing).toEqual([])
  })
})
