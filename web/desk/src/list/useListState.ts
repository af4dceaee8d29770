import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { fromQuery, type ListState, toQuery } from './address'

/** The list's state as its address has it; showing another state is going to another address. */
export function useListState() {
  const route = useRoute()
  const router = useRouter()
  const state = computed(() => fromQuery(route.query))

  /** Letter by letter of one search is one step back. */
  function show(next: ListState) {
    const isSameSearch =
      Boolean(state.value.search) && Boolean(next.search) && next.search !== state.value.search
    void router[isSameSearch ? 'replace' : 'push']({ query: toQuery(next) })
  }

  return { state, show }
}
