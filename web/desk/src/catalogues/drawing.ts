import cytoscape, { type Core, type NodeSingular } from 'cytoscape'
import type { Catalogue } from './catalogues'
import type { Graph } from './graph'
import { placed } from './layout'

/** The shape and colour of each catalogue's entries; the legend shows the same. */
export const LOOKS: Record<
  Catalogue,
  { shape: 'diamond' | 'ellipse' | 'round-rectangle' | 'hexagon'; token: string }
> = {
  service_item: { shape: 'diamond', token: '--warn' },
  data_resource: { shape: 'ellipse', token: '--accent' },
  information_system: { shape: 'round-rectangle', token: '--deep' },
  facility: { shape: 'hexagon', token: '--ink-soft' },
}

/** A picture that doesn't fit is moved about rather than made smaller than this. */
const LEGIBLE = 0.7

/**
 * The id of a stylesheet that Cytoscape adds where it finds none. The node's content policy lets no script write styles; the container
 * bears the id instead, and what the stylesheet would say stands in graph.css.
 */
const STYLESHEET = '__________cytoscape_stylesheet'

/** Draws a graph into an element, in the page's own colours. A pressed entry is told. */
export function draw(into: HTMLElement, graph: Graph, chosen: string, press: (id: string) => void): Core {
  const style = getComputedStyle(into)
  const colour = (token: string) => style.getPropertyValue(token).trim()
  const places = placed(graph)
  into.id = STYLESHEET
  const core = cytoscape({
    container: into,
    layout: { name: 'preset' },
    autoungrabify: true,
    userZoomingEnabled: false,
    boxSelectionEnabled: false,
    elements: [
      ...graph.nodes.map(({ id, catalogue, title }) => ({
        data: { id, catalogue, title },
        position: places.get(id)!,
      })),
      ...graph.edges.map(({ from, to }) => ({ data: { id: `${from} ${to}`, source: from, target: to } })),
    ],
    style: [
      {
        selector: 'node',
        style: {
          shape: (node: NodeSingular) => LOOKS[node.data('catalogue') as Catalogue].shape,
          'background-color': (node: NodeSingular) =>
            colour(LOOKS[node.data('catalogue') as Catalogue].token),
          width: 26,
          height: 26,
          label: 'data(title)',
          color: colour('--ink'),
          'font-family': style.fontFamily,
          'font-size': 13,
          'text-valign': 'bottom',
          'text-margin-y': 4,
          'text-wrap': 'wrap',
          'text-overflow-wrap': 'anywhere',
          'text-max-width': '150px',
          'text-background-color': colour('--surface'),
          'text-background-opacity': 0.85,
        },
      },
      {
        selector: 'edge',
        style: {
          width: 1.5,
          'line-color': colour('--line-control'),
          'target-arrow-color': colour('--line-control'),
          'target-arrow-shape': 'triangle',
          'curve-style': 'bezier',
        },
      },
      {
        selector: `node[id = "${chosen}"]`,
        style: { 'border-width': 4, 'border-color': colour('--spring') },
      },
    ],
  })
  core.on('tap', 'node', (event) => press((event.target as NodeSingular).id()))
  core.on('mouseover', 'node', () => (into.style.cursor = 'pointer'))
  core.on('mouseout', 'node', () => (into.style.cursor = ''))
  core.fit(undefined, 24)
  core.zoom(Math.min(Math.max(core.zoom(), LEGIBLE), 1))
  core.center(chosen ? core.$id(chosen) : undefined)
  return core
}
