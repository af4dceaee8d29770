/** Moments are kept in UTC and read in the node's time zone, whatever the computer in front of the reader says. */

/** `2026-03-01 10:00` */
export function formatInstant(instant: string, zone: string): string {
  const local = localOf(instant, zone)
  return local ? local.replace('T', ' ') : instant
}

/** `2026-03-01T10:00`, as a `datetime-local` input takes it; empty when it is no instant. */
export function localOf(instant: string | Date, zone: string): string {
  const date = new Date(instant)
  return Number.isNaN(date.getTime()) ? '' : wallClock(date, zone).slice(0, 16)
}

/** The instant at which the clocks of `zone` show `local`; empty when it is no time. */
export function instantOf(local: string, zone: string): string {
  const asIfUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asIfUtc)) return ''
  // The offset is taken at the guess, then once more where the guess led: enough on either side of a shift of the clocks.
  let instant = asIfUtc - offset(asIfUtc, zone)
  instant = asIfUtc - offset(instant, zone)
  return new Date(instant).toISOString().replace('.000Z', 'Z')
}

/** Today's date in `zone`. */
export function todayIn(zone: string, now = new Date()): string {
  return wallClock(now, zone).slice(0, 10)
}

/** `2020-08-31` for `2020-09-01`. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

function offset(instant: number, zone: string): number {
  const whole = Math.floor(instant / 1000) * 1000
  return Date.parse(`${wallClock(new Date(whole), zone)}Z`) - whole
}

function wallClock(date: Date, zone: string): string {
  const part = Object.fromEntries(
    formatter(zone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  )
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}`
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone)
  if (!known) {
    const digits = '2-digit'
    known = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      second: digits,
    })
    formatters.set(zone, known)
  }
  return known
}
