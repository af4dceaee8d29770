/**
 * The node's HTTP interface as the desk uses it, in the shape that openapi-typescript generates, so that the generated file can take
 * this one's place.
 */

export interface Named {
  id: string
  title: string
}

export interface Masked {
  masked: string
}

export type Scalar = string | number | boolean
export type Value = Scalar | Named | Masked | Value[] | null
export type Values = Record<string, Value>

export type FieldTypeName =
  'text' | 'integer' | 'decimal' | 'money' | 'date' | 'time' | 'instant' | 'boolean' | 'code' | 'ref'

export interface Field {
  id: string
  label: string
  type: FieldTypeName
  /** The code set's id, of a code field. */
  code?: string
  /** The set has so few entries that they may be asked for all at once. */
  codeShort?: boolean
  /** The other register's id, of a ref field. */
  ref?: string
  many: boolean
  required: boolean
  sort: boolean
  filter: boolean
  search: boolean
  sensitivity: 'L1' | 'L2' | 'L3' | 'L4'
  standard?: string
  kind: 'kept' | 'local' | 'followed' | 'proposed'
}

export interface Register {
  id: string
  label: string
  /** The field that stands for a record. */
  title: string
  /** The field that makes the register a tree. */
  tree: string | null
  /** The two fields that hold the first day and the first day after. */
  period: string[] | null
  fields: Field[]
  mayCreate: boolean
}

export interface RegisterEntry {
  id: string
  label: string
  pack: string
  packLabel: string
  mayCreate: boolean
  mayImport: boolean
}

export interface CodeEntry {
  code: string
  label: string
  from?: string | null
  until?: string | null
  parent?: string | null
}

export interface RecordRow {
  id: string
  version: number
  /** Given when retired records were asked for too. */
  retiredAt?: string | null
  values: Values
}

export interface RecordPage {
  records: RecordRow[]
  next: string | null
  count: { value: number; capped: boolean } | null
}

export interface RecordDetail {
  id: string
  version: number
  since: string
  retiredAt: string | null
  values: Values
}

export interface Change {
  field: string
  before: Value
  after: Value
}

export interface Version {
  version: number
  since: string
  until: string | null
  by: string
  action: 'create' | 'change' | 'retire' | 'import'
  reason: string | null
  changes: Change[]
}

export interface Session {
  account: string
  name: string
  grants: { role: string; label: string; at?: Named }[]
}

export interface Node {
  name: string
  version: string
  model: string
  ready: boolean
  timeZone: string
}

export interface Fault {
  field?: string
  value?: unknown
  code: string
  message: string
}

/** RFC 9457. */
export interface ProblemBody {
  type: string
  title: string
  status: number
  detail?: string
  code: string
  faults?: Fault[]
}

type Json<T> = { headers: Record<string, unknown>; content: { 'application/json': T } }
type Empty = { headers: Record<string, unknown>; content?: never }
type ProblemAnswer = {
  headers: Record<string, unknown>
  content: { 'application/problem+json': ProblemBody }
}
type Parameters<Path = never, Query = never> = {
  header?: never
  cookie?: never
  path: Path
  query?: Query
}
type Get<Answer, Path = never, Query = never> = {
  parameters: [Path] extends [never] ? { query?: Query } : Parameters<Path, Query>
  requestBody?: never
  responses: { 200: Json<Answer>; default: ProblemAnswer }
}

export interface paths {
  '/api/node': { get: Get<Node> }
  '/api/session': {
    get: Get<Session>
    post: {
      parameters: { query?: never }
      requestBody: { content: { 'application/json': { account: string; password: string } } }
      responses: { 201: Json<Session>; default: ProblemAnswer }
    }
    delete: {
      parameters: { query?: never }
      requestBody?: never
      responses: { 204: Empty; default: ProblemAnswer }
    }
  }
  '/api/registers': { get: Get<{ registers: RegisterEntry[] }> }
  '/api/registers/{register}': { get: Get<Register, { register: string }> }
  '/api/registers/{register}/records': {
    get: Get<RecordPage, { register: string }, Record<string, string>>
  }
  '/api/registers/{register}/records/{id}': {
    get: Get<RecordDetail, { register: string; id: string }, { at?: string }>
  }
  '/api/registers/{register}/records/{id}/history': {
    get: Get<{ versions: Version[] }, { register: string; id: string }>
  }
  '/api/codes/{set}/entries': {
    get: Get<{ entries: CodeEntry[] }, { set: string }, { codes?: string; search?: string }>
  }
}
