import createClient from 'openapi-fetch'
import type { paths, ProblemBody } from './types'

export type * from './types'

/** What the node answers when it doesn't do what was asked. Status 0: no answer came. */
export class Problem extends Error {
  readonly status: number
  readonly body: Partial<ProblemBody>

  constructor(status: number, body: Partial<ProblemBody> = {}) {
    super(body.title ?? `HTTP ${status}`)
    this.status = status
    this.body = body
  }
}

export interface ClientSettings {
  /** The language that answers should come in. */
  language: () => string
  baseUrl?: string
}

export type Client = ReturnType<typeof createApiClient>

export function createApiClient({ language, baseUrl = '' }: ClientSettings) {
  const client = createClient<paths>({ baseUrl })
  client.use({
    onRequest({ request }) {
      request.headers.set('Accept-Language', language())
      return request
    },
  })
  return client
}

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The answer's content; a problem is thrown as `Problem`, an abort as the browser throws it. */
export async function content<T>(asked: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await asked
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure
    throw new Problem(0)
  }
  if (answer.response.ok) return answer.data as T
  throw new Problem(answer.response.status, asProblemBody(answer.error))
}

function asProblemBody(error: unknown): Partial<ProblemBody> {
  return typeof error === 'object' && error !== null ? error : {}
}
