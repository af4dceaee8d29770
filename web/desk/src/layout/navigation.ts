import type { Session } from '@shuyuan/shared/api'

/** A place that the main menu leads to. */
export interface Entry {
  /** The route's name; routes below the same first folder of the path count as being there. */
  route: string
  /** Key of its text. */
  label: string
  /** Whether somebody who isn't signed in is led there too; what a page shows is the node's to decide. */
  forVisitors: boolean
  /** What the session must be able to do beside the registers for the entry to be shown. */
  may?: Session['may'][number]
  /** What must be among the registers that they read for the entry to be shown. */
  register?: string
}

export const entries: Entry[] = [
  { route: 'home', label: 'nav.home', forVisitors: true },
  { route: 'organisations', label: 'nav.organisations', forVisitors: true },
  { route: 'catalogues', label: 'catalogues.title', forVisitors: false, register: 'information_system' },
  { route: 'jobs', label: 'jobs.title', forVisitors: false },
  { route: 'accounts', label: 'people.title', forVisitors: false, may: 'accounts' },
  { route: 'audit', label: 'audit.title', forVisitors: false, may: 'audit' },
  { route: 'model', label: 'nav.model', forVisitors: true },
  { route: 'settings', label: 'nav.settings', forVisitors: false, may: 'settings' },
]
