import { content, type Register } from '@shuyuan/shared/api'
import { api, register } from '../api'

/** The registers that this node's organisations and their duties stand in; a pack may call them what it likes. */
export interface Spine {
  organisation: Register
  duty?: Register
}

export async function spineOf(signal?: AbortSignal): Promise<Spine | undefined> {
  const { registers } = await content(api.GET('/api/registers', { signal }))
  const named = (spine: string) => registers.find((each) => each.spine === spine)?.id
  const [organisation, duty] = [named('organisation'), named('duty')]
  if (!organisation) return undefined
  return {
    organisation: await register(organisation),
    ...(duty ? { duty: await register(duty) } : {}),
  }
}
