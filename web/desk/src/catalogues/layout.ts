import { CATALOGUES } from './catalogues'
import type { Graph } from './graph'

const COLUMN = 220
const ROW = 58
const ROUNDS = 4

export interface Place {
  x: number
  y: number
}

/**
 * Where each entry stands: a column for each catalogue, what refers left of what is referred to. Within a column, entries stand near those
 * that they are tied to, so that few lines cross; the same graph always looks the same.
 */
export function placed({ nodes, edges }: Graph): Map<string, Place> {
  const columns = CATALOGUES.map((catalogue) =>
    nodes.filter((node) => node.catalogue === catalogue).map(({ id }) => id),
  ).filter((column) => column.length > 0)
  const tied = new Map<string, string[]>(nodes.map(({ id }) => [id, []]))
  for (const { from, to } of edges) {
    tied.get(from)?.push(to)
    tied.get(to)?.push(from)
  }
  const places = new Map<string, Place>()
  const stand = () =>
    columns.forEach((column, x) =>
      column.forEach((id, y) => places.set(id, { x: x * COLUMN, y: (y - (column.length - 1) / 2) * ROW })),
    )
  const middle = (id: string) => {
    const others = tied.get(id)!.map((other) => places.get(other)!.y)
    return others.length ? others.reduce((sum, y) => sum + y, 0) / others.length : places.get(id)!.y
  }
  stand()
  for (let round = 0; round < ROUNDS; round++) {
    for (const column of round % 2 ? [...columns].reverse() : columns) {
      const wished = new Map(column.map((id) => [id, middle(id)]))
      column.sort((a, b) => wished.get(a)! - wished.get(b)!)
      stand()
    }
  }
  return places
}
