const MOST = 100

interface Waiting<T> {
  answer: Promise<T | undefined>
  resolve: (found: T | undefined) => void
  reject: (failure: unknown) => void
}

/** Gathers what is asked for in one turn into one request, and remembers the answers. A failure is forgotten, to be asked again. */
export function batched<T>(load: (keys: string[]) => Promise<Map<string, T>>) {
  const known = new Map<string, Promise<T | undefined>>()
  let waiting = new Map<string, Waiting<T>>()

  async function send() {
    const all = [...waiting]
    waiting = new Map()
    for (let start = 0; start < all.length; start += MOST) {
      void answer(all.slice(start, start + MOST))
    }
  }

  async function answer(asked: [string, Waiting<T>][]) {
    try {
      const found = await load(asked.map(([key]) => key))
      asked.forEach(([key, { resolve }]) => resolve(found.get(key)))
    } catch (failure) {
      for (const [key, { reject }] of asked) {
        known.delete(key)
        reject(failure)
      }
    }
  }

  return (key: string): Promise<T | undefined> => {
    const remembered = known.get(key)
    if (remembered) return remembered
    if (waiting.size === 0) setTimeout(send)
    const asked = wait<T>()
    waiting.set(key, asked)
    known.set(key, asked.answer)
    return asked.answer
  }
}

function wait<T>(): Waiting<T> {
  const waiting = {} as Waiting<T>
  waiting.answer = new Promise((resolve, reject) => Object.assign(waiting, { resolve, reject }))
  return waiting
}
