import type { Field, RecordRow, Register } from '@shuyuan/shared/api'
import { isNamed, titleText } from '../fields/title'

/**
 * The fields that a list shows: the title first, then what people look for, in the definition's order. A field that no record of
 * the page carries is one that the reader may not see.
 */
export function columnsOf(register: Register, records: RecordRow[], most = 7, asked: string[] = []): Field[] {
  const wished = register.fields.filter((field) => asked.includes(field.id))
  if (wished.length) return titleFirst(register, wished)
  const title = register.fields.find((field) => field.id === register.title)
  const others = register.fields.filter(
    (field) => field !== title && isCarried(field, records) && !isSaidTwice(register, field, records),
  )
  const worth = (field: Field) => worthOf(field) + (field.id === register.tree ? 3 : 0)
  const chosen = new Set([...others].sort((a, b) => worth(b) - worth(a)).slice(0, most - 1))
  return [...(title ? [title] : []), ...others.filter((field) => chosen.has(field))]
}

function titleFirst(register: Register, fields: Field[]): Field[] {
  const title = register.fields.find((field) => field.id === register.title)
  return [...(title ? [title] : []), ...fields.filter((field) => field !== title)]
}

export function filtersOf(register: Register): Field[] {
  const filters = register.fields.filter((field) => field.filter || field.type === 'ref')
  return filters.sort((a, b) => Number(isTyped(a)) - Number(isTyped(b)))
}

/** Texts are found by the search too; what is chosen from a list comes before them. */
function isTyped(field: Field): boolean {
  return field.type === 'text'
}

export function sortsOf(register: Register): Field[] {
  return register.fields.filter((field) => field.sort)
}

export function searchedBy(register: Register): Field[] {
  return register.fields.filter((field) => field.search)
}

/** Of a reference and the title that is followed through it one is enough: the title of the list, or otherwise what leads on. */
function isSaidTwice(register: Register, field: Field, records: RecordRow[]): boolean {
  const twin = register.fields.find((other) => isTitleOf(field, other, records))
  return (
    twin !== undefined ||
    register.fields.some((other) => other.id === register.title && isTitleOf(other, field, records))
  )
}

/** Whether a field follows the title of what a reference refers to, as far as the records tell. */
function isTitleOf({ id, source }: Field, reference: Field, records: RecordRow[]): boolean {
  return (
    source?.by === reference.id &&
    records.some(({ values }) => isNamed(values[reference.id])) &&
    records.every(({ values }) => titleText(values[id]) === titleText(values[reference.id]))
  )
}

/** The field by which a column is sorted: a reference by its title, where that is followed and can be. */
export function sortOf(register: Register, field: Field, records: RecordRow[]): Field | undefined {
  if (field.sort) return field
  return register.fields.find((other) => other.sort && isTitleOf(other, field, records))
}

/** The columns of a list that the reader may take along. */
export function exportedOf(register: Register, records: RecordRow[], asked: string[]): string[] {
  return columnsOf(register, records, 7, asked)
    .filter((field) => isCarried(field, records))
    .map((field) => field.id)
}

function isCarried(field: Field, records: RecordRow[]): boolean {
  return records.length === 0 || records.some((record) => record.values[field.id] !== undefined)
}

/** How much a column helps to compare records; a second text that is merely found by says little that the title doesn't. */
function worthOf({ sort, filter, required, type }: Field): number {
  return (sort ? 2 : 0) + (filter ? 2 : 0) + (required ? 2 : 0) + (type === 'code' || type === 'ref' ? 1 : 0)
}
