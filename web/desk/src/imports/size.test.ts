import { expect, it } from 'vitest'
import { sized } from './size'

it('tells sizes in the unit that fits', () => {
  expect(sized(12)).toEqual({ unit: 'kilo', amount: '0.1' })
  expect(sized(1536)).toEqual({ unit: 'kilo', amount: '1.5' })
  expect(sized(200 * 2 ** 20)).toEqual({ unit: 'mega', amount: '200' })
  expect(sized(2 * 2 ** 30)).toEqual({ unit: 'giga', amount: '2' })
})
