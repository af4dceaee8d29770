import { describe, expect, it } from 'vitest'
import { newId } from './newId'

describe("a new record's id", () => {
  it('tells its time and that it is of version 7, and is another each time', () => {
    const id = newId(Date.UTC(2026, 2, 1))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 2, 1))
    expect(newId(0)).not.toBe(newId(0))
  })
})
