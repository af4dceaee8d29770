import { Decimal } from './decimal'
import { order, same } from './order'
import { dayOf, type Value } from './values'

/** A condition as the node writes it: an operator and its operands. */
export type Tree = [operator: string, ...operands: (Tree | string)[]]

/** What a condition asks about. */
export interface Facts {
  /** The value of a field, a list of a field with several. */
  field: (id: string) => Value
  /** The record's own id. */
  self: string
  today: number
}

/** More days would leave the calendar. */
const MOST_DAYS = 100_000

/**
 * True, false, or null for unknown, in the same sense as the node's own reader of conditions (docs/decisions/022): `==` takes null for
 * a value, every other operation on it is unknown, `&&` and `||` absorb unknown. Throws at an operator that it does not know.
 */
export function evaluate(tree: Tree, facts: Facts): boolean | null {
  return new Evaluation(facts).value(tree) as boolean | null
}

class Evaluation {
  /** The value of each `exists` around the term, by its variable. */
  private readonly elements = new Map<string, Value>()

  constructor(private readonly facts: Facts) {}

  value([operator, ...operands]: Tree): Value {
    const word = String(operands[0])
    const at = (index: number) => this.value(operands[index] as Tree)
    switch (operator) {
      case 'text':
        return word
      case 'number':
        return Decimal.of(word)!
      case 'day':
        return dayOf(word)!
      case 'true':
        return true
      case 'false':
        return false
      case 'field':
        return this.facts.field(word)
      case 'self':
        return this.facts.self
      case 'element':
        return this.elements.get(word)!
      case 'today':
        return this.facts.today
      case 'null':
        return at(0) === null
      case '==':
        return same(at(0), at(1))
      case '&&':
        return absorbing(false, at(0), () => at(1))
      case '||':
        return absorbing(true, at(0), () => at(1))
      case '?': {
        const condition = at(0)
        return condition === null ? null : at(condition ? 1 : 2)
      }
      case 'exists':
        return this.exists(word, at(1) as Value[], operands[2] as Tree)
      default: {
        const values = operands.map((_, index) => at(index))
        return values.includes(null) ? null : known(operator, values as never[])
      }
    }
  }

  private exists(variable: string, values: Value[], condition: Tree): boolean | null {
    let unknown = false
    for (const value of values) {
      this.elements.set(variable, value)
      const found = this.value(condition)
      if (found === true) return true
      unknown ||= found === null
    }
    return unknown ? null : false
  }
}

/** `&&` is decided by a false side, `||` by a true one; otherwise an unknown side makes it unknown. */
function absorbing(decisive: boolean, left: Value, right: () => Value): Value {
  if (left === decisive) return left
  const other = right()
  return other === decisive ? other : left === null ? null : other
}

/** The operations that are unknown as soon as an operand is: here all are there. Their types were seen to when the pack was compiled. */
function known(operator: string, values: never[]): Value {
  const [left, right] = values as [never, never]
  switch (operator) {
    case '!':
      return !left
    case '<':
      return order(left, right) < 0
    case '<=':
      return order(left, right) <= 0
    case '>':
      return order(left, right) > 0
    case '>=':
      return order(left, right) >= 0
    case 'in':
      return values.slice(1).some((each) => same(left, each))
    case '+':
      return (left as Decimal).plus(right)
    case '-':
      return (left as Decimal).minus(right)
    case '*':
      return (left as Decimal).times(right)
    case 'after':
      return shifted(left, (right as Decimal).toNumber())
    case 'before':
      return shifted(left, -(right as Decimal).toNumber())
    case 'between':
      return Decimal.whole(left - right)
    case 'contains':
      return (left as string).includes(right)
    case 'starts':
      return (left as string).startsWith(right)
    case 'ends':
      return (left as string).endsWith(right)
    case 'length':
      return Decimal.whole([...(left as string)].length)
    case 'count':
      return Decimal.whole((left as Value[]).length)
    default:
      throw new TypeError(`A condition with ${operator}`)
  }
}

function shifted(day: number, days: number): Value {
  return Math.abs(days) > MOST_DAYS ? null : day + days
}
