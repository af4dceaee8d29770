import { Decimal } from './decimal'
import type { Value } from './values'

/** Negative, zero or positive, of two values of one type, neither of them null: numbers by value, text by code points. */
export function order<T extends Value>(left: T, right: T): number {
  if (left instanceof Decimal && right instanceof Decimal) return left.compare(right)
  if (typeof left === 'string' && typeof right === 'string') return byCodePoints(left, right)
  return left! < right! ? -1 : left! > right! ? 1 : 0
}

export function same(left: Value, right: Value): boolean {
  return left instanceof Decimal && right instanceof Decimal ? left.compare(right) === 0 : left === right
}

/** JavaScript's own `<` puts surrogates before the last characters of the basic plane. */
function byCodePoints(left: string, right: string): number {
  const [ones, others] = [[...left], [...right]]
  const at = ones.findIndex((one, index) => one !== others[index])
  if (at < 0) return ones.length - others.length
  return at >= others.length ? 1 : ones[at]!.codePointAt(0)! - others[at]!.codePointAt(0)!
}
