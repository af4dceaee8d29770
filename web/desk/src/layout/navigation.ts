/** A place that the main menu leads to. */
export interface Entry {
  /** The route's name; routes below the same first folder of the path count as being there. */
  route: string
  /** Key of its text. */
  label: string
  /** Whether somebody who isn't signed in is led there too; what a page shows is the node's to decide. */
  forVisitors: boolean
}

export const entries: Entry[] = [
  { route: 'home', label: 'nav.home', forVisitors: true },
  { route: 'model', label: 'nav.model', forVisitors: true },
]
