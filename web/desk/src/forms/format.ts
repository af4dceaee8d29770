import type { Format } from '@shuyuan/shared/api'
import { calendarDay } from '../cel/values'

export type Flaw = 'pattern' | 'checksum' | 'date'

/**
 * What is wrong with how a text is written, as far as a page can tell. Patterns that JavaScript reads otherwise are left to the node, and
 * so are codes: their sets are long, and a check character finds most slips in them.
 */
export function flawOf({ pattern, checksum, days = [] }: Format, text: string): Flaw | undefined {
  if (patternOf(pattern)?.test(text) === false) return 'pattern'
  if (checksum && !holds(checksum, text)) return 'checksum'
  return days.map((from) => flawOfDay(text.slice(from - 1, from + 7))).find(Boolean)
}

function flawOfDay(digits: string): Flaw | undefined {
  if (digits.length < 8) return 'pattern'
  return calendarDay(digits.replace(/^(.{4})(..)/, '$1-$2-')) === undefined ? 'date' : undefined
}

function holds({ values, weights, modulo, check }: NonNullable<Format['checksum']>, text: string): boolean {
  const places = weights.map((_, index) => (index < text.length ? values.indexOf(text[index]!) : -1))
  if (places.includes(-1)) return false
  const sum = weights.reduce((all, weight, index) => all + weight * places[index]!, 0)
  return text[weights.length] === check[sum % modulo]
}

const SPACE = '\\t\\n\\f\\r '

/**
 * A pattern of RE2 as JavaScript reads it, for the whole text; undefined where the two differ. What RE2 alone knows is an error in a
 * pattern with `u`; besides, white space and the point mean less there.
 */
export function patternOf(re2: string): RegExp | undefined {
  let inClass = false
  let own = ''
  for (const [token] of re2.matchAll(/\\.|[^\\]/gsu)) {
    if (token === '\\S' && inClass) return undefined
    if (token === '\\s') own += inClass ? SPACE : `[${SPACE}]`
    else if (token === '\\S') own += `[^${SPACE}]`
    else if (token === '.' && !inClass) own += '[^\\n]'
    else own += token
    if (token === ']' && inClass && /\[\^?\]$/.test(own)) return undefined
    if (token === '[') inClass = true
    if (token === ']') inClass = false
  }
  try {
    return new RegExp(`^(?:${own})$`, 'u')
  } catch {
    return undefined
  }
}
