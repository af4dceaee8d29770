import { Problem } from '@shuyuan/shared/api'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { epoch } from '../api'

const underWay = ref(0)

/**
 * Reads something again whenever `key` changes, and drops the answers that came too late. What was read stays until the next answer
 * is there, so that a page doesn't flicker.
 */
export function useLoad<T>(key: () => string, load: (signal: AbortSignal) => Promise<T>) {
  const data = shallowRef<T>()
  const problem = shallowRef<Problem>()
  const loading = ref(false)
  let running: AbortController | undefined

  async function run() {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = true
    underWay.value++
    try {
      const answer = await load(mine.signal)
      if (running !== mine) return
      data.value = answer
      problem.value = undefined
    } catch (failure) {
      if (running !== mine) return
      data.value = undefined
      problem.value = failure instanceof Problem ? failure : new Problem(-1)
      if (!(failure instanceof Problem)) throw failure
    } finally {
      underWay.value--
      if (running === mine) loading.value = false
    }
  }

  watch([key, epoch], run, { immediate: true })
  onScopeDispose(() => {
    running?.abort()
    running = undefined
  })
  return { data, problem, loading, retry: run }
}

/** Resolves when nothing is being read any more, after `limit` milliseconds at the latest. */
export function settled(limit: number): Promise<void> {
  return new Promise((resolve) => {
    let stop = () => {}
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, limit)
    stop = watch(underWay, (count) => count === 0 && done(), { flush: 'post' })
    if (underWay.value === 0) done()
  })
}
