import { Problem } from '@shuyuan/shared/api'
import { ref, shallowRef } from 'vue'

/** Something that is asked of the node by a press: whether it runs, and why it was refused. */
export function useDoing() {
  const running = ref(false)
  const problem = shallowRef<Problem>()

  async function doing(work: () => Promise<void>) {
    running.value = true
    problem.value = undefined
    try {
      await work()
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      problem.value = failure
    } finally {
      running.value = false
    }
  }

  return { running, problem, doing }
}
