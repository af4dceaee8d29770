import type { LocationQuery, LocationQueryRaw } from 'vue-router'

/** What a list shows, all of it in its address: a link, a reload and the back key bring the same list. */
export interface ListState {
  search: string
  /** By the node's parameter: `kind`, `founded.from`, `founded.to`, `parent.under`. */
  filters: Conditions
  sort: Sort | null
  size: number
  /** Where this page starts; empty for the first page. */
  after: string
  /** For the reader only; the node goes by `after`. */
  page: number
  /** A past moment, or empty for now. */
  at: string
  retired: boolean
  /** Named conditions of the register that must hold. */
  when: string[]
  /** `changeable`, `broken`. */
  only: string[]
  /** The columns that the reader chose; empty for the usual ones. */
  columns: string[]
}

export type Conditions = Record<string, string[]>
export type ConditionChange = Record<string, string[] | null>
export interface Sort {
  field: string
  descending: boolean
}

export const SIZES = [20, 50, 100]
/** A phone draws fewer at once; an address that names no number leaves it to the device. */
const SIZE = globalThis.matchMedia?.('(max-width: 44rem)').matches ? 20 : 50
const MOST = 200
const OWN = new Set([
  'search',
  'sort',
  'size',
  'after',
  'page',
  'at',
  'retired',
  'count',
  'when',
  'only',
  'columns',
])

export function fromQuery(query: LocationQuery): ListState {
  const after = text(query.after)
  return {
    search: text(query.search),
    filters: filtersOf(query),
    sort: sortOf(text(query.sort)),
    size: Math.min(whole(query.size, SIZE), MOST),
    after,
    page: after ? whole(query.page, 2) : 1,
    at: text(query.at),
    retired: query.retired === 'true',
    when: words(query.when),
    only: words(query.only),
    columns: words(query.columns),
  }
}

export function toQuery(state: ListState): LocationQueryRaw {
  const query: LocationQueryRaw = {}
  if (state.search) query.search = state.search
  for (const [parameter, values] of Object.entries(state.filters)) {
    if (values.length) query[parameter] = values.join(',')
  }
  if (state.sort) query.sort = sortText(state.sort)
  if (state.size !== SIZE) query.size = String(state.size)
  if (state.retired) query.retired = 'true'
  if (state.at) query.at = state.at
  if (state.when.length) query.when = state.when.join(',')
  if (state.only.length) query.only = state.only.join(',')
  if (state.columns.length) query.columns = state.columns.join(',')
  if (state.after) {
    query.after = state.after
    query.page = String(state.page)
  }
  return query
}

/** What the node is asked. */
export function toRequest(state: ListState): Record<string, string> {
  const query = { ...toQuery(state), size: String(state.size), count: 'true' } as Record<string, string>
  delete query.page
  delete query.columns
  return query
}

/** The address of a file with the whole list, in its order; without columns, of all that the reader may see. */
export function toExport(state: ListState, format: string, language: string, columns: string[]): string {
  const query = toQuery({ ...state, after: '', page: 1, size: SIZE, columns }) as Record<string, string>
  return new URLSearchParams({ ...query, as: format, in: language }).toString()
}

/** A changed list starts again at its first page. */
export function changed(state: ListState, change: Partial<Omit<ListState, 'after' | 'page'>>): ListState {
  return { ...state, ...change, after: '', page: 1 }
}

export function filtered(state: ListState, change: ConditionChange): ListState {
  const filters = { ...state.filters }
  for (const [parameter, values] of Object.entries(change)) {
    if (values?.length) filters[parameter] = values
    else delete filters[parameter]
  }
  return changed(state, { filters })
}

export function following(state: ListState, cursor: string): ListState {
  return { ...state, after: cursor, page: state.page + 1 }
}

export function cleared(state: ListState): ListState {
  return changed(state, { search: '', filters: {}, retired: false, at: '', when: [], only: [] })
}

export function isNarrowed(state: ListState): boolean {
  return (
    Boolean(state.search) ||
    Object.keys(state.filters).length > 0 ||
    state.when.length > 0 ||
    state.only.length > 0
  )
}

/** With the word where it was missing, without it where it stood. */
export function toggled(words: string[], word: string): string[] {
  return words.includes(word) ? words.filter((each) => each !== word) : [...words, word]
}

/** Unsorted, up, down, unsorted. */
export function turned(sort: Sort | null, field: string): Sort | null {
  if (sort?.field !== field) return { field, descending: false }
  return sort.descending ? null : { field, descending: true }
}

export function sortText(sort: Sort): string {
  return `${sort.descending ? '-' : ''}${sort.field}`
}

export function sortOf(text: string): Sort | null {
  const descending = text.startsWith('-')
  const field = descending ? text.slice(1) : text
  return field ? { field, descending } : null
}

function filtersOf(query: LocationQuery): Conditions {
  const filters: Conditions = {}
  for (const [parameter, value] of Object.entries(query)) {
    if (OWN.has(parameter)) continue
    const values = words(value)
    if (values.length) filters[parameter] = values
  }
  return filters
}

function words(value: LocationQuery[string] | undefined): string[] {
  return text(value)
    .split(',')
    .filter((each) => each !== '')
}

function text(value: LocationQuery[string] | undefined): string {
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

function whole(value: LocationQuery[string] | undefined, otherwise: number): number {
  const number = Number(text(value))
  return Number.isInteger(number) && number > 0 ? number : otherwise
}
