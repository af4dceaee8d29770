import { content, type RecordRow } from '@shuyuan/shared/api'
import { api } from '../api'
import { isNamed, titleText } from '../fields/title'
import { type Catalogue, CATALOGUES, linksFrom, linksTo } from './catalogues'
import { referring, rows } from './entries'

/** As many entries as a picture shows before it says that there are more. */
export const MOST = 80
const STEPS = 2

export interface Node {
  id: string
  catalogue: Catalogue
  title: string
}

export interface Edge {
  from: string
  to: string
}

export interface Graph {
  nodes: Node[]
  edges: Edge[]
  /** Whether more entries belong to it than are shown. */
  more: boolean
}

/** A graph that grows entry by entry until it is full. */
export class Growing {
  readonly nodes = new Map<string, Node>()
  private readonly edges = new Map<string, Edge>()
  private more = false

  /** Whether the entry is in the graph now, new or not. */
  add(catalogue: Catalogue, id: string, title: string): boolean {
    if (this.nodes.has(id)) return true
    if (this.nodes.size >= MOST) {
      this.more = true
      return false
    }
    this.nodes.set(id, { id, catalogue, title })
    return true
  }

  /** An entry with all that it refers to. */
  addRow(catalogue: Catalogue, row: RecordRow) {
    if (!this.add(catalogue, row.id, titleText(row.values.name))) return
    for (const { field, to } of linksFrom(catalogue)) {
      const value = row.values[field]
      for (const other of (Array.isArray(value) ? value : [value]).filter(isNamed)) {
        if (this.add(to, other.id, other.title ?? '')) {
          this.edges.set(`${row.id} ${other.id}`, { from: row.id, to: other.id })
        }
      }
    }
  }

  note(more: boolean) {
    this.more ||= more
  }

  finished(): Graph {
    return { nodes: [...this.nodes.values()], edges: [...this.edges.values()], more: this.more }
  }
}

/** All entries of an organisation and those below it, or all of the node, with what they refer to. */
export async function graphOf(under: string, signal: AbortSignal): Promise<Graph> {
  const graph = new Growing()
  const query: Record<string, string> = { size: String(MOST), ...(under ? { 'owner.under': under } : {}) }
  const pages = await Promise.all(CATALOGUES.map((catalogue) => rows(catalogue, query, signal)))
  pages.forEach((page, place) => {
    page.records.forEach((row) => graph.addRow(CATALOGUES[place]!, row))
    graph.note(page.next !== null)
  })
  return graph.finished()
}

/** An entry with what is two references away from it, either way. */
export async function graphAround(catalogue: Catalogue, id: string, signal: AbortSignal): Promise<Graph> {
  const graph = new Growing()
  const read = new Set<string>()
  let frontier: { catalogue: Catalogue; id: string }[] = [{ catalogue, id }]
  for (let step = 0; step < STEPS; step++) {
    const own = await Promise.all(frontier.map((entry) => one(entry.catalogue, entry.id, signal)))
    own.forEach((row, place) => graph.addRow(frontier[place]!.catalogue, row))
    frontier.forEach((entry) => read.add(entry.id))
    for (const there of CATALOGUES) {
      const ids = frontier.filter((entry) => entry.catalogue === there).map((entry) => entry.id)
      const answers = await Promise.all(linksTo(there).map((link) => referring(link, ids, signal)))
      answers.forEach((found, place) =>
        found.forEach((row) => graph.addRow(linksTo(there)[place]!.from, row)),
      )
    }
    frontier = [...graph.nodes.values()].filter((node) => !read.has(node.id))
  }
  return graph.finished()
}

async function one(catalogue: Catalogue, id: string, signal: AbortSignal): Promise<RecordRow> {
  const params = { path: { register: catalogue, id } }
  const record = await content(api.GET('/api/registers/{register}/records/{id}', { params, signal }))
  return { id: record.id, version: record.version, retiredAt: record.retiredAt, values: record.values }
}
