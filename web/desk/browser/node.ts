import type {} from 'vitest'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The node, and the password of each account on it. */
    node: { url: string; people: Record<string, string> }
  }
}

/**
 * Where the browser goes and as whom: the node at SHUYUAN_URL, and its accounts with their first passwords in SHUYUAN_PEOPLE, an account
 * and a password in turn.
 */
export default async function (project: TestProject) {
  const url = process.env.SHUYUAN_URL?.replace(/\/$/, '')
  const words = process.env.SHUYUAN_PEOPLE?.split(/\s+/).filter(Boolean) ?? []
  if (!url || words.length < 2 || words.length % 2) {
    throw new Error(
      'Set SHUYUAN_URL to the address of a running node, and SHUYUAN_PEOPLE to "account password account password".',
    )
  }
  const people: Record<string, string> = {}
  for (let i = 0; i < words.length; i += 2) {
    people[words[i]!] = await ownPassword(url, words[i]!, words[i + 1]!)
  }
  project.provide('node', { url, people })
}

const CHOSEN = '青山遮不住 毕竟东流去'

/** A generated password is replaced first, as its holder would; on a node that was here before it has been. */
async function ownPassword(url: string, account: string, password: string): Promise<string> {
  const ask = (method: string, path: string, body: object, headers = {}) =>
    fetch(url + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const signedIn = await ask('POST', '/api/session', { account, password })
  if (signedIn.status === 401 && password !== CHOSEN) return ownPassword(url, account, CHOSEN)
  if (signedIn.status !== 201) throw new Error(`${account} could not sign in: ${await signedIn.text()}`)
  const session = (await signedIn.json()) as { mustChoosePassword?: boolean }
  if (!session.mustChoosePassword) return password
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await ask(
    'PUT',
    '/api/session/password',
    { present: password, chosen: CHOSEN },
    { Cookie: cookie },
  )
  if (answer.status !== 204) throw new Error(`The password could not be replaced: ${await answer.text()}`)
  return CHOSEN
}
