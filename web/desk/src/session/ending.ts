/** The node notes the last use by the minute: a session may end this much sooner than an hour after the last answer. */
const STEP = 60_000
const WARNED = 5 * 60_000

/** When the session ends, by the node's clock, and whether using it puts that off. All in milliseconds. */
export function endOf(answered: number, idle: number, latest: number) {
  const unused = answered + idle - STEP
  return unused < latest ? { at: unused, renewable: true } : { at: latest, renewable: false }
}

/** Whether somebody should be told now that the session ends at `at`. */
export function soon(at: number, now: number): boolean {
  return at - now <= WARNED
}

/** Whether it has ended for certain, so that asking the node doesn't prolong it. */
export function over(at: number, now: number): boolean {
  return now > at + 2 * STEP
}
