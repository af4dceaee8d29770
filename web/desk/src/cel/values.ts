import { Decimal } from './decimal'

/**
 * A value of a condition, by its type: numbers exact, a day by its distance from 1970, a time or an instant in microseconds. Texts,
 * codes and references are texts. Null is nothing, and as a truth unknown.
 */
export type Value = null | boolean | string | Decimal | Day | bigint | Value[]

export type Day = number

export type ValueType =
  ('text' | 'code' | 'ref' | 'boolean') | ('integer' | 'decimal' | 'money') | ('date' | 'time' | 'instant')

const A_DAY = 86_400_000

/** The value that a text in ISO 8601 or in digits stands for; undefined if it stands for none of the type. */
export function valueOf(type: ValueType, text: string): Exclude<Value, null> | undefined {
  switch (type) {
    case 'text':
      return text
    case 'code':
    case 'ref':
      return text.trim()
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : undefined
    case 'integer':
    case 'decimal':
    case 'money':
      return Decimal.of(text.trim())
    case 'date':
      return dayOf(text.trim())
    case 'time':
      return timeOf(text.trim())
    case 'instant':
      return instantOf(text.trim())
  }
}

/** Of the years 1 to 9999. */
export function dayOf(text: string): Day | undefined {
  return text.startsWith('0000') ? undefined : calendarDay(text)
}

/** Of the calendar, from the year 0: JavaScript takes the 30th of February for a day in March. */
export function calendarDay(text: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const at = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text) return undefined
  return at / A_DAY
}

function timeOf(text: string): bigint | undefined {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,6}))?)?$/.exec(text)
  if (!parts) return undefined
  const [, hour, minute, second = '0', fraction = ''] = parts
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second)
  return BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))
}

function instantOf(text: string): bigint | undefined {
  const parts = /^(\d{4}-\d\d-\d\d)T([\d:.]+)(Z|[+-]\d\d:\d\d)$/.exec(text)
  const [day, time] = [dayOf(parts?.[1] ?? ''), timeOf(parts?.[2] ?? '')]
  if (day === undefined || time === undefined) return undefined
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(parts![3]!) ?? ['', '+', '0', '0']
  const ahead = BigInt((Number(hours) * 60 + Number(minutes)) * 60) * 1_000_000n
  return BigInt(day * A_DAY) * 1000n + time - (sign === '-' ? -ahead : ahead)
}
