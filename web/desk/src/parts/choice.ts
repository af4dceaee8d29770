import { ref, shallowRef } from 'vue'

export interface Option {
  value: string
  label: string
  /** Tells options of the same label apart. */
  note?: string
}

const PAUSE = 250

/** The options for what has been typed so far: asked for after a pause, late answers dropped. */
export function useOptions(find: (text: string) => Promise<Option[]>) {
  const options = shallowRef<Option[]>([])
  const state = ref<'quiet' | 'asking' | 'answered' | 'failed'>('quiet')
  let timer: ReturnType<typeof setTimeout> | undefined
  let latest = 0

  function ask(text: string, pause = PAUSE) {
    clearTimeout(timer)
    state.value = 'asking'
    timer = setTimeout(() => void answer(text, ++latest), pause)
  }

  async function answer(text: string, mine: number) {
    try {
      const found = await find(text)
      if (mine !== latest) return
      options.value = found
      state.value = 'answered'
    } catch {
      if (mine !== latest) return
      options.value = []
      state.value = 'failed'
    }
  }

  function stop() {
    clearTimeout(timer)
    latest++
    state.value = 'quiet'
  }

  return { options, state, ask, stop }
}
