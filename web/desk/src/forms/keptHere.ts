import type { FormValues } from './values'

/** What a form has typed into it, as it is kept: the version that the change began from is null where the record is still to be made. */
export interface Draft {
  version: number | null
  reason: string | null
  values: FormValues
}

export type Kept = Draft & { changed: string }

/** A new record that was begun and not saved. */
export interface Begun {
  record: string
  title: string
  changed: string
}

const prefix = (account: string | undefined, register: string) => `shuyuan.draft.${account}.${register}.`

/** The draft of one form in this window, where it stays while the node can't be reached. */
export function keptHere(account: string | undefined, register: string, record: string) {
  const key = prefix(account, register) + record
  return {
    read: () => read(key),
    write(kept: Kept & { title: string }) {
      try {
        sessionStorage.setItem(key, JSON.stringify(kept))
      } catch {
        // Without storage it stays in the form as long as the page.
      }
    },
    remove: () => sessionStorage.removeItem(key),
  }
}

/** The new records of a register that are kept in this window alone. */
export function begunHere(account: string | undefined, register: string): Begun[] {
  const start = prefix(account, register)
  return Object.keys(sessionStorage)
    .filter((key) => key.startsWith(start))
    .flatMap((key) => {
      const kept = read(key)
      if (!kept || kept.version !== null) return []
      return [{ record: key.slice(start.length), title: kept.title, changed: kept.changed }]
    })
}

function read(key: string): (Kept & { title: string }) | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}
