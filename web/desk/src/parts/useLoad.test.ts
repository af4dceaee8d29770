import { Problem } from '@shuyuan/shared/api'
import { effectScope, nextTick, ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { useLoad } from './useLoad'

/** A question whose answers come when the test says so. */
function questions() {
  const open = new Map<string, { resolve: (answer: string) => void; reject: (failure: Error) => void }>()
  const load = (key: string) => new Promise<string>((resolve, reject) => open.set(key, { resolve, reject }))
  return { open, load }
}

const turn = () => new Promise((resolve) => setTimeout(resolve))

describe('loading', () => {
  it('drops the answer that comes too late', async () => {
    const { open, load } = questions()
    const key = ref('first')
    const { data, loading } = effectScope().run(() =>
      useLoad(
        () => key.value,
        () => load(key.value),
      ),
    )!
    key.value = 'second'
    await nextTick()
    open.get('second')!.resolve('two')
    await turn()
    open.get('first')!.resolve('one')
    await turn()
    expect([data.value, loading.value]).toEqual(['two', false])
  })

  it('keeps what was read until the next answer, and gives it up for a problem', async () => {
    const { open, load } = questions()
    const key = ref('first')
    const { data, problem } = effectScope().run(() =>
      useLoad(
        () => key.value,
        () => load(key.value),
      ),
    )!
    open.get('first')!.resolve('one')
    await turn()
    key.value = 'second'
    await nextTick()
    expect(data.value).toBe('one')
    open.get('second')!.reject(new Problem(404))
    await turn()
    expect([data.value, problem.value?.status]).toEqual([undefined, 404])
  })
})
