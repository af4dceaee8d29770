import { describe, expect, it } from 'vitest'
import { batched } from './batched'

function recorder(fail = false) {
  const asked: string[][] = []
  const load = async (keys: string[]) => {
    asked.push(keys)
    if (fail) throw new Error('away')
    return new Map(keys.filter((key) => key !== 'unknown').map((key) => [key, `label of ${key}`]))
  }
  return { asked, load }
}

describe('labels', () => {
  it('that one page needs are asked for at once, each once', async () => {
    const { asked, load } = recorder()
    const label = batched(load)
    expect(await Promise.all(['a', 'b', 'a', 'unknown'].map(label))).toEqual([
      'label of a',
      'label of b',
      'label of a',
      undefined,
    ])
    expect(await label('b')).toBe('label of b')
    expect(asked).toEqual([['a', 'b', 'unknown']])
  })

  it('are asked for in portions that an address can hold', async () => {
    const { asked, load } = recorder()
    const label = batched(load)
    await Promise.all(Array.from({ length: 250 }, (_, index) => label(String(index))))
    expect(asked.map((keys) => keys.length)).toEqual([100, 100, 50])
  })

  it('that could not be had are asked for again', async () => {
    const { asked, load } = recorder(true)
    const label = batched(load)
    await expect(label('a')).rejects.toThrow('away')
    await expect(label('a')).rejects.toThrow('away')
    expect(asked).toHaveLength(2)
  })
})
