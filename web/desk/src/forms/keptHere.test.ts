import { beforeEach, describe, expect, it, vi } from 'vitest'
import { begunHere, keptHere } from './keptHere'

function storage(): Record<string, unknown> {
  const held: Record<string, unknown> = {}
  const hidden = (value: unknown) => ({ value, enumerable: false })
  return Object.defineProperties(held, {
    getItem: hidden((key: string) => held[key] ?? null),
    setItem: hidden((key: string, text: string) => (held[key] = text)),
    removeItem: hidden((key: string) => delete held[key]),
  })
}

const draft = (title: string, version: number | null) => ({
  ...{ title, version, reason: null, values: { name: [title] }, changed: '2026-12-01T08:00:00Z' },
})

describe('drafts that stay in the window', () => {
  beforeEach(() => vi.stubGlobal('sessionStorage', storage()))

  it("are told of where they are new ones, the account's own and the register's", () => {
    keptHere('me', 'school', '1').write(draft('One', null))
    keptHere('me', 'school', '2').write(draft('Changed', 3))
    keptHere('me', 'schools', '3').write(draft('Elsewhere', null))
    keptHere('another', 'school', '4').write(draft("Another's", null))
    sessionStorage.setItem('shuyuan.draft.me.school.5', '{broken')
    expect(begunHere('me', 'school')).toEqual([
      { record: '1', title: 'One', changed: '2026-12-01T08:00:00Z' },
    ])
    keptHere('me', 'school', '1').remove()
    expect(begunHere('me', 'school')).toEqual([])
    expect(keptHere('me', 'school', '2').read()?.values).toEqual({ name: ['Changed'] })
  })
})
