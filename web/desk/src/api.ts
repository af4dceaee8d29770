import { content, createApiClient, type Register } from '@shuyuan/shared/api'
import { ref } from 'vue'
import { language } from './i18n'

/** Grows when everything that was read must be read again: another person, another language. */
export const epoch = ref(0)

const caches: { clear(): void }[] = []

export const api = createApiClient({
  language: () => language.value,
})

/** How far the node's clock is ahead of this computer's, in milliseconds: old computers keep no good time. */
let ahead = 0
/** When the node last answered, by its own clock. */
export const answeredAt = ref(Date.now())
let whenRefused = () => {}

export const nodeNow = () => Date.now() + ahead

/** What to do when the node no longer knows who asks. */
export function onRefused(then: () => void) {
  whenRefused = then
}

api.use({
  onResponse({ request, response }) {
    const date = Date.parse(response.headers.get('Date') ?? '')
    if (!Number.isNaN(date)) ahead = date - Date.now()
    answeredAt.value = nodeNow()
    if (response.status === 401 && new URL(request.url).pathname !== '/api/session') whenRefused()
  },
})

export function renew() {
  caches.forEach((cache) => cache.clear())
  epoch.value++
}

/** Forgets with the epoch. */
export function epochMap<T>(): Map<string, T> {
  const map = new Map<string, T>()
  caches.push(map)
  return map
}

const registers = epochMap<Promise<Register>>()

/** A register's definition, asked for once. */
export function register(id: string): Promise<Register> {
  const known = registers.get(id)
  if (known) return known
  const asked = content(api.GET('/api/registers/{register}', { params: { path: { register: id } } }))
  registers.set(id, asked)
  asked.catch(() => registers.delete(id))
  return asked
}
