import type { EvidenceEntry } from '@shuyuan/shared/api'
import { localOf } from '../time/zone'

/** Entries by the day of the node's time zone, in their order. */
export function byDay(entries: EvidenceEntry[], zone: string): { day: string; entries: EvidenceEntry[] }[] {
  const days: { day: string; entries: EvidenceEntry[] }[] = []
  for (const entry of entries) {
    const day = localOf(entry.at, zone).slice(0, 10)
    if (days[days.length - 1]?.day !== day) days.push({ day, entries: [] })
    days[days.length - 1]!.entries.push(entry)
  }
  return days
}
