import { content, Problem } from '@shuyuan/shared/api'
import { onScopeDispose, ref, watch, type WatchSource } from 'vue'
import { api } from '../api'
import { useSession } from '../session/useSession'
import { type Draft, type Kept, keptHere } from './keptHere'

const PAUSE = 1500

/**
 * Keeps what has been typed, by itself: at the node, and while that can't be reached in this window, for the account that typed it.
 * `found` is what was kept before, until somebody takes it up or throws it away.
 */
export function useDraft(register: string, record: string, title: () => string) {
  const { session } = useSession()
  const account = session.value?.account
  const path = { register, record }
  const here = keptHere(account, register, record)
  const found = ref<Kept>()
  /** Whether it is known what was kept before. */
  const looked = ref(false)
  const state = ref<'quiet' | 'keeping' | 'kept' | 'here'>('quiet')
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: Draft | undefined
  let writing = Promise.resolve()

  async function look() {
    const near = here.read()
    try {
      const draft = await content(api.GET('/api/drafts/{register}/{record}', { params: { path } }))
      found.value = near ?? (draft as Kept | undefined) ?? undefined
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      found.value = near
    } finally {
      looked.value = true
    }
  }

  function follow(typed: WatchSource[], draft: () => Draft | undefined) {
    watch(
      typed,
      () => {
        clearTimeout(timer)
        waiting = draft()
        if (waiting) timer = setTimeout(() => void keep(), PAUSE)
        // All was taken back.
        else if (state.value !== 'quiet') void drop()
      },
      { deep: true },
    )
  }

  /** One write after the other, so that none overtakes what came later. */
  function keep(): Promise<void> {
    writing = writing.then(write, write)
    return writing
  }

  async function write() {
    const draft = waiting
    // Where somebody else has signed in meanwhile, it is not theirs to keep.
    if (!draft || session.value?.account !== account) return
    state.value = 'keeping'
    try {
      await content(
        api.PUT('/api/drafts/{register}/{record}', { params: { path }, body: { ...draft, title: title() } }),
      )
      // Thrown away meanwhile, or overtaken by what was typed since.
      if (waiting !== draft) return
      waiting = undefined
      here.remove()
      state.value = 'kept'
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      if (waiting !== draft) return
      here.write({ ...draft, title: title(), changed: new Date().toISOString() })
      state.value = 'here'
      timer = setTimeout(() => void keep(), PAUSE * 8)
    }
  }

  async function drop() {
    clearTimeout(timer)
    waiting = undefined
    found.value = undefined
    here.remove()
    // What is on its way to the node must not arrive after this.
    await writing.catch(() => {})
    state.value = 'quiet'
    try {
      await content(api.DELETE('/api/drafts/{register}/{record}', { params: { path } }))
    } catch (failure) {
      // It will be offered again, and can be thrown away then.
      if (!(failure instanceof Problem)) throw failure
    }
  }

  onScopeDispose(() => {
    clearTimeout(timer)
    void keep()
  })
  return { found, looked, state, look, follow, drop, isKept: () => !waiting }
}
