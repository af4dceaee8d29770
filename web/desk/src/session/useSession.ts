import { content, Problem, type Session } from '@shuyuan/shared/api'
import { readonly, shallowRef } from 'vue'
import { api, renew } from '../api'

/** Undefined until the node has said who is asking; null for a visitor. */
const session = shallowRef<Session | null>()

/** Asks the node who this is; what was read for somebody else is read again. */
async function recall() {
  const before = session.value
  try {
    session.value = (await content(api.GET('/api/session'))) ?? null
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    if (failure.status === 0 && before) return
    session.value = null
  }
  if (before !== undefined && before?.account !== session.value?.account) renew()
}

// A session ends, or another window signs somebody else in, while nobody looks at this one.
export function recallOnReturn() {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void recall()
  })
}

async function signIn(account: string, password: string) {
  session.value = await content(api.POST('/api/session', { body: { account, password } }))
  renew()
}

async function signOut() {
  await content(api.DELETE('/api/session'))
  session.value = null
  renew()
}

async function choosePassword(present: string, chosen: string) {
  await content(api.PUT('/api/session/password', { body: { present, chosen } }))
  await recall()
  renew()
}

export function useSession() {
  return { session: readonly(session), recall, signIn, signOut, choosePassword }
}

/** Where to go after signing in: only ever a path of this node. */
export function pathAfterSignIn(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
}
