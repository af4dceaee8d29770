import type { RecordRow } from '@shuyuan/shared/api'
import { ask } from './people.ts'
import { DESK, visit, type Visit } from './visit.ts'

/** A visit of one of the node's people. */
export async function as(account: string, size = DESK): Promise<Visit> {
  const person = await visit(size)
  await person.signIn(account)
  return person
}

/** The row of a table that a name heads. */
export const rowOf = ({ page }: Visit, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

/** The records of a list, as the person sees them. */
export function records(person: Visit, register: string, query: string) {
  const path = `/api/registers/${register}/records?${query}`
  return ask<{ records: RecordRow[] }>(person, 'GET', path).then((page) => page.records)
}
