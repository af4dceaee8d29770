import { content, Problem } from '@shuyuan/shared/api'
import { ref, shallowRef } from 'vue'
import { api } from '../api'

/** As many as one request may name. */
const PART = 100

export interface Chosen {
  id: string
  version: number
}

export interface BulkOutcome {
  changed: number
  unchanged: number
  refused: { id: string; code: string; reasons: string[] }[]
}

export type BulkWish = { values: Record<string, unknown> } | { retire: true }

/** The same change of many records, part by part: how far it is can be seen, and it can be stopped between two parts. */
export function useBulk(register: string) {
  const done = ref(0)
  const running = ref(false)
  const outcome = shallowRef<BulkOutcome>()
  const problem = shallowRef<Problem>()
  let stopped = false

  /** Begins with the first record, or goes on `from` where a run broke off. */
  async function run(records: Chosen[], wish: BulkWish, reason: string, rehearsal: boolean, from = 0) {
    running.value = true
    stopped = false
    done.value = from
    problem.value = undefined
    const before = (from && outcome.value) || { changed: 0, unchanged: 0, refused: [] }
    const sum: BulkOutcome = { ...before, refused: [...before.refused] }
    try {
      for (let i = from; i < records.length && !stopped; i += PART) {
        const part = records.slice(i, i + PART)
        const asked = {
          params: { path: { register } },
          body: { records: part, reason: reason || null, ...wish },
        }
        const answer: BulkOutcome = await content(
          rehearsal
            ? api.POST('/api/registers/{register}/changes/rehearsal', asked)
            : api.POST('/api/registers/{register}/changes', asked),
        )
        sum.changed += answer.changed
        sum.unchanged += answer.unchanged
        sum.refused.push(...answer.refused)
        done.value += part.length
      }
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      problem.value = failure
    } finally {
      running.value = false
    }
    outcome.value = sum
  }

  return { done, running, outcome, problem, run, stop: () => (stopped = true) }
}
