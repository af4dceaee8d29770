import { preview } from 'vite'
import type {} from 'vitest'
import type { TestProject } from 'vitest/node'
import { ACCOUNT, answerFake, PASSWORD } from './fake.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    node: { url: string; account: string; password: string }
  }
}

/** Where the browser goes: the node at SHUYUAN_URL, or, for `fake`, the built pages with a stand-in behind them. */
export default async function (project: TestProject) {
  const { SHUYUAN_URL: url, SHUYUAN_ACCOUNT: account, SHUYUAN_PASSWORD: password } = process.env
  if (!url) throw new Error('Set SHUYUAN_URL to the address of a running node, or to "fake".')
  if (url !== 'fake') {
    if (!account || !password)
      throw new Error('Set SHUYUAN_ACCOUNT and SHUYUAN_PASSWORD to an account of that node.')
    const own = await ownPassword(url.replace(/\/$/, ''), account, password)
    project.provide('node', { url: url.replace(/\/$/, ''), account, password: own })
    return
  }
  const server = await preview({
    plugins: [
      { name: 'fake-node', configurePreviewServer: (built) => void built.middlewares.use(answerFake()) },
    ],
    preview: { port: 0, host: '127.0.0.1' },
    logLevel: 'warn',
  })
  const { port } = server.httpServer.address() as { port: number }
  project.provide('node', { url: `http://127.0.0.1:${port}`, account: ACCOUNT, password: PASSWORD })
  return () => server.close()
}

/** A generated password is replaced first, as its holder would. */
async function ownPassword(url: string, account: string, password: string): Promise<string> {
  const ask = (method: string, path: string, body: object, headers = {}) =>
    fetch(url + path, {
      method,
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const signedIn = await ask('POST', '/api/session', { account, password })
  const session = (await signedIn.json()) as { mustChoosePassword?: boolean }
  if (!session.mustChoosePassword) return password
  const chosen = '青山遮不住 毕竟东流去'
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const answer = await ask('PUT', '/api/session/password', { present: password, chosen }, { Cookie: cookie })
  if (answer.status !== 204) throw new Error(`The password could not be replaced: ${await answer.text()}`)
  return chosen
}
