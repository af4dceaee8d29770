import { content, Problem, type Session } from '@shuyuan/shared/api'
import { computed, readonly, ref, shallowRef } from 'vue'
import { answeredAt, api, nodeNow, onRefused, renew } from '../api'
import { endOf } from './ending'

/** Undefined until the node has said who is asking; null for a visitor. */
const session = shallowRef<Session | null>()
/** Whether the node has ended the session while somebody was still at work in it: the page stays as it is until they sign in again. */
const ended = ref(false)
/** How long the session lasts without a request, in milliseconds. */
const idle = ref(0)
const ends = computed(() =>
  session.value && !ended.value
    ? endOf(answeredAt.value, idle.value, Date.parse(session.value.latest))
    : undefined,
)

function take(found: Session | null) {
  session.value = found
  if (found) idle.value = Date.parse(found.expires) - nodeNow()
  ended.value = false
}

function noteEnd() {
  if (session.value) ended.value = true
}
onRefused(noteEnd)

/** Asks the node who this is; what was read for somebody else is read again. */
async function recall() {
  const before = session.value
  let found: Session | null
  try {
    found = (await content(api.GET('/api/session'))) ?? null
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
    if (failure.status === 0 && before) return
    found = null
  }
  if (before && !found && session.value) return noteEnd()
  take(found)
  const changed = before?.account !== found?.account || before?.acting?.id !== found?.acting?.id
  if (before !== undefined && changed) renew()
}

// A session ends, or another window signs somebody else in, while nobody looks at this one.
export function recallOnReturn() {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && !ended.value) void recall()
  })
}

async function signIn(account: string, password: string) {
  const before = ended.value ? session.value : undefined
  let found = await content(api.POST('/api/session', { body: { account, password } }))
  // Somebody who goes on where the session ended goes on for the same organisation, and finds the page as it was.
  if (before?.account === found.account) {
    if (before.acting) found = await putActing(before.acting.id)
    return take(found)
  }
  take(found)
  renew()
}

function putActing(at: string | null) {
  return content(api.PUT('/api/session/acting', { body: { at } }))
}

/** Lets the roles held at one organisation alone count, or all of them again. */
async function actFor(at: string | null) {
  take(await putActing(at))
  renew()
}

async function signOut() {
  if (!ended.value) await content(api.DELETE('/api/session'))
  take(null)
  renew()
}

async function choosePassword(present: string, chosen: string) {
  await content(api.PUT('/api/session/password', { body: { present, chosen } }))
  await recall()
  renew()
}

export function useSession() {
  return {
    session: readonly(session),
    ended: readonly(ended),
    ends,
    recall,
    noteEnd,
    signIn,
    signOut,
    actFor,
    choosePassword,
  }
}

/** Where to go after signing in: only ever a path of this node. */
export function pathAfterSignIn(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
}
