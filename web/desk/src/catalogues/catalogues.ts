/** The four catalogues, as they stand beside each other: what a service uses, what holds it, what that stands on. */
export const CATALOGUES = ['service_item', 'data_resource', 'information_system', 'facility'] as const
export type Catalogue = (typeof CATALOGUES)[number]

/** The one that the page opens with. */
export const FIRST: Catalogue = 'information_system'

/** A reference between entries: `field` of `from` names entries of `to`. */
export interface Link {
  from: Catalogue
  field: string
  to: Catalogue
}

export const LINKS: Link[] = [
  { from: 'data_resource', field: 'system', to: 'information_system' },
  { from: 'service_item', field: 'system', to: 'information_system' },
  { from: 'service_item', field: 'uses', to: 'data_resource' },
  { from: 'information_system', field: 'facilities', to: 'facility' },
]

export const linksFrom = (catalogue: Catalogue) => LINKS.filter(({ from }) => from === catalogue)
export const linksTo = (catalogue: Catalogue) => LINKS.filter(({ to }) => to === catalogue)

/** What is asked of a catalogue, as parameters of its list, or of the list `of` what its entries consist of. */
export interface Question {
  id: string
  query: Record<string, string>
  of?: string
}

const WITHOUT_DUTY = { id: 'without_duty', query: { when: 'without_duty' } }
const OVERLAPPING = { id: 'overlapping', query: { shared: 'name' } }
/** Each datum is collected at one source; others take it from there. */
const COLLECTED_TWICE = {
  id: 'collected_twice',
  of: 'data_item',
  query: { shared: 'name', when: 'collected_here' },
}
const CITES_WITHDRAWN = { id: 'cites_withdrawn', query: { when: 'cites_withdrawn' } }

const OWN: Record<Catalogue, Question[]> = {
  service_item: [],
  data_resource: [COLLECTED_TWICE, { id: 'without_system', query: { when: 'without_system' } }],
  information_system: [{ id: 'without_filing', query: { when: 'without_filing' } }],
  facility: [],
}

/** Unused is what is said to be in use while no other entry refers to it. */
function unused(catalogue: Catalogue): Question[] {
  const by = linksTo(catalogue).map(({ from, field }) => `${from}.${field}`)
  return by.length ? [{ id: 'unused', query: { when: 'in_use', unreferred: by.join(',') } }] : []
}

export function questionsOf(catalogue: Catalogue): Question[] {
  return [WITHOUT_DUTY, ...unused(catalogue), OVERLAPPING, ...OWN[catalogue], CITES_WITHDRAWN]
}

export function questionOf(catalogue: Catalogue, id: string): Question | undefined {
  return questionsOf(catalogue).find((question) => question.id === id)
}

export function isCatalogue(text: string): text is Catalogue {
  return CATALOGUES.some((catalogue) => catalogue === text)
}
