import { describe, expect, it } from 'vitest'
import { grouped, yuan } from './format'

describe('numbers', () => {
  it('are grouped by thousands and stay exact', () => {
    expect([0, 999, 1000, -1234567, '12345678901234567890.10'].map(grouped)).toEqual([
      '0',
      '999',
      '1,000',
      '−1,234,567',
      '12,345,678,901,234,567,890.10',
    ])
  })

  it('of money show yuan and fen', () => {
    expect(['1200', '1200.5', -3, '0.07'].map(yuan)).toEqual(['¥1,200.00', '¥1,200.50', '−¥3.00', '¥0.07'])
  })

  it('that are none are left alone', () => {
    expect([grouped('1e9'), yuan('about 5')]).toEqual(['1e9', 'about 5'])
  })
})
