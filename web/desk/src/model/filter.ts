import type { ModelElement } from '@shuyuan/shared/api'

/** What narrows the list of elements; all of it stands in the address. */
export interface Narrowing {
  search: string
  level: string
  pack: string
}

export function narrowed(elements: ModelElement[], { search, level, pack }: Narrowing): ModelElement[] {
  const wanted = search.trim().toLowerCase()
  return elements.filter(
    (one) =>
      (!level || one.sensitivity === level) &&
      (!pack || one.pack === pack) &&
      (!wanted ||
        [one.id, one.label, one.standard ?? '', ...one.sources.map((source) => source.registerLabel)].some(
          (text) => text.toLowerCase().includes(wanted),
        )),
  )
}

/** A rule's condition taken apart where it only speaks of the reader's scope: the fields whose record must lie in it. */
export function scopeOf(where: string): string[] | undefined {
  const parts = where.split('&&').map((part) => /^\s*\(?\s*(\w+) in scope\s*\)?\s*$/.exec(part)?.[1])
  return parts.every((part) => part !== undefined) ? (parts as string[]) : undefined
}
