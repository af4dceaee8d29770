import { content, createApiClient, type Register } from '@shuyuan/shared/api'
import { ref } from 'vue'
import { language } from './i18n'

/** Grows when everything that was read must be read again: another person, another language. */
export const epoch = ref(0)

const caches: { clear(): void }[] = []

export const api = createApiClient({
  language: () => language.value,
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
