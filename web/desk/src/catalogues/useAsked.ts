import { computed } from 'vue'
import { type LocationQueryValue, useRoute, useRouter } from 'vue-router'
import { type Catalogue, FIRST, isCatalogue, questionOf } from './catalogues'

/** What the page of the catalogues shows, all of it in its address. */
export interface Asked {
  catalogue: Catalogue
  /** One of the catalogue's questions, or empty for all entries. */
  question: string
  /** The organisation whose entries, with those of all below it, are shown; or empty. */
  under: string
  search: string
  after: string
  /** `all`, or the id of the entry whose surroundings are drawn; empty where nothing is. */
  graph: string
}

const first = (value: LocationQueryValue | LocationQueryValue[] | undefined) =>
  (Array.isArray(value) ? value[0] : value) ?? ''

export function useAsked() {
  const route = useRoute()
  const router = useRouter()
  const asked = computed<Asked>(() => {
    const { query } = route
    const catalogue = first(query.catalogue)
    return {
      catalogue: isCatalogue(catalogue) ? catalogue : FIRST,
      question: first(query.question),
      under: first(query.under),
      search: first(query.search),
      after: first(query.after),
      graph: first(query.graph),
    }
  })

  /** The address of the same page with a change; a changed list starts again at its first page. */
  function at(change: Partial<Asked>) {
    const next = { ...asked.value, after: '', ...change }
    const query = Object.entries(next).filter(
      ([name, value]) => value && !(name === 'catalogue' && value === FIRST),
    )
    return { query: Object.fromEntries(query) as Record<string, string> }
  }

  return { asked, at, show: (change: Partial<Asked>) => void router.push(at(change)) }
}

/** The register whose list an address asks for. */
export const registerOf = ({ catalogue, question }: Asked): string =>
  questionOf(catalogue, question)?.of ?? catalogue

/** The parameters of that list. */
export function listOf(asked: Asked): Record<string, string> {
  const query: Record<string, string> = { ...questionOf(asked.catalogue, asked.question)?.query }
  if (asked.under) query['owner.under'] = asked.under
  if (asked.search) query.search = asked.search
  return query
}
