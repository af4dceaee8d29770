import { onScopeDispose, shallowRef, watch } from 'vue'
import { useLoad } from './useLoad'

/** While nobody looks at the page. */
const HIDDEN = 15_000

/**
 * Reads something again and again, as long as `pause` names a number of milliseconds for what was read last. What was read stays while
 * the node can't be reached.
 */
export function usePolled<T>(
  key: () => string,
  load: (signal: AbortSignal) => Promise<T>,
  pause: (data: T) => number | undefined,
) {
  const loaded = useLoad(key, load)
  const last = shallowRef<T>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting = false

  function again() {
    clearTimeout(timer)
    waiting = false
    void loaded.retry()
  }

  watch(loaded.data, (data) => {
    if (data !== undefined) last.value = data
  })
  watch(loaded.loading, (loading) => {
    clearTimeout(timer)
    waiting = false
    if (loading || last.value === undefined) return
    const next = pause(last.value)
    if (next === undefined && !loaded.problem.value) return
    waiting = true
    const slow = loaded.problem.value ? 5 * (next ?? 1000) : (next ?? 1000)
    timer = setTimeout(again, document.visibilityState === 'hidden' ? HIDDEN : slow)
  })

  const returned = () => {
    if (document.visibilityState === 'visible' && waiting) again()
  }
  document.addEventListener('visibilitychange', returned)
  onScopeDispose(() => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', returned)
  })
  return { data: last, problem: loaded.problem, retry: again }
}
