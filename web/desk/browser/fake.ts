import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RecordRow, Value } from '../../shared/src/api/types'
import { codeEntries, definition, registers } from './fakeDefinitions.ts'
import { records, versions } from './fakeRecords.ts'

/** A node in a few lines: enough of the interface to build and try the pages against. */
export const ACCOUNT = 'wang.li'
export const PASSWORD = 'correct horse'

const session = (english: boolean) => ({
  account: ACCOUNT,
  name: '王丽',
  mustChoosePassword: false,
  may: [],
  places: [{ id: 'bureau-0', title: '玄武区教育局' }],
  expires: new Date(Date.now() + 3_600_000).toISOString(),
  latest: new Date(Date.now() + 43_200_000).toISOString(),
  grants: [
    {
      role: 'registrar',
      label: english ? 'Registrar' : '学籍管理员',
      at: { id: 'bureau-0', title: '玄武区教育局' },
    },
  ],
})

type Next = () => void

export function answerFake() {
  return (request: IncomingMessage, response: ServerResponse, next: Next) => {
    const url = new URL(request.url ?? '/', 'http://fake')
    if (!url.pathname.startsWith('/api/')) return next()
    void answer(request, response, url)
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, url: URL) {
  const language = request.headers['accept-language'] ?? 'zh-CN'
  const english = language.startsWith('en')
  const isClerk = /session=1/.test(request.headers.cookie ?? '')
  const say = (chinese: string, words: string) => (english ? words : chinese)
  const send = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
    const type = status >= 400 ? 'application/problem+json' : 'application/json'
    response.writeHead(status, { 'Content-Type': `${type};charset=utf-8`, ...headers })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  }
  const fail = (status: number, code: string, title: string, detail: string) =>
    send(status, { type: `urn:shuyuan:${code}`, title, status, detail, code })
  const missing = () =>
    fail(
      404,
      'not_found',
      say('没有找到', 'Not found'),
      say('没有这条数据，或者您无权查看。', 'No such data.'),
    )

  const [, kind, id, part, record, extra] = url.pathname.slice(1).split('/').map(decodeURIComponent)
  if (kind === 'node') {
    return send(200, {
      name: '江宁市教育局',
      version: '0.1',
      model: 'f00d',
      ready: true,
      timeZone: 'Asia/Shanghai',
    })
  }
  if (kind === 'session' && id === 'all') {
    const time = '2026-11-26T08:00:00Z'
    const own = { kind: 'browser', created: time, lastUsed: time, expires: time, address: '10.0.0.1' }
    return send(200, [{ id: '1', ...own, agent: 'Firefox/145', current: true }])
  }
  if (kind === 'session') {
    if (request.method === 'DELETE')
      return send(204, undefined, { 'Set-Cookie': 'session=; Path=/; Max-Age=0' })
    if (request.method === 'GET') {
      if (isClerk) return send(200, session(english))
      return fail(401, 'not_signed_in', say('尚未登录', 'Not signed in'), say('请先登录。', 'Sign in first.'))
    }
    const given = JSON.parse(await text(request))
    if (given.account === ACCOUNT && given.password === PASSWORD) {
      return send(201, session(english), { 'Set-Cookie': 'session=1; Path=/; HttpOnly; SameSite=Lax' })
    }
    const detail = say('账号或密码不正确，请核对后重试。', 'The account or the password is wrong.')
    return fail(401, 'wrong_credentials', say('无法登录', 'Sign-in failed'), detail)
  }
  if (kind === 'codes') {
    const entries = codeEntries(id!, language)
    if (!entries) return missing()
    const codes = url.searchParams.get('codes')?.split(',')
    const search = url.searchParams.get('search') ?? ''
    return send(200, {
      entries: entries.filter(({ code, label }) => (codes ? codes.includes(code) : label.includes(search))),
    })
  }
  if (kind !== 'registers') return missing()
  if (!id) return send(200, { registers: registers(language, isClerk) })
  const register = definition(id, language, isClerk)
  if (!register) return missing()
  if (!part) return send(200, register)
  if (!record) {
    const searched = register.fields.filter((field) => field.search).map((field) => field.id)
    return send(200, page(records[id]!, url.searchParams, searched))
  }
  const found = records[id]!.find((row) => row.id === record)
  if (!found) return missing()
  const history = versions(found)
  if (extra === 'history') return send(200, { versions: history })
  const at = url.searchParams.get('at')
  const version = at ? history.find(({ since }) => since <= at) : history[0]
  if (!version) return missing()
  send(200, { ...found, version: version.version, since: version.since, retiredAt: null })
}

function page(all: RecordRow[], query: URLSearchParams, searched: string[]) {
  const search = query.get('search') ?? ''
  const sort = query.get('sort') ?? ''
  const size = Number(query.get('size') ?? 50)
  const start = Number(query.get('after') ?? 0)
  const conditions = [...query].filter(
    ([name]) => !['search', 'sort', 'size', 'after', 'count', 'at', 'retired'].includes(name),
  )
  const found = all
    .filter(({ values }) => !search || searched.some((field) => comparable(values[field]).includes(search)))
    .filter(({ values }) => conditions.every(([name, wanted]) => holds(values, name, wanted)))
  if (sort) {
    const field = sort.replace('-', '')
    const sign = sort.startsWith('-') ? -1 : 1
    found.sort((a, b) => sign * compare(a.values[field], b.values[field]))
  }
  return {
    records: found.slice(start, start + size),
    next: start + size < found.length ? String(start + size) : null,
    count: { value: found.length, capped: false },
  }
}

function holds(values: Record<string, Value>, name: string, wanted: string): boolean {
  const [field = '', end] = name.split('.')
  if (end === 'from') return compare(values[field], wanted) >= 0
  if (end === 'to') return compare(values[field], wanted) <= 0
  return wanted.split(',').includes(comparable(values[field]))
}

function compare(a: Value | undefined, b: Value | undefined): number {
  const numbers = [Number(comparable(a)), Number(comparable(b))] as const
  if (numbers.every((each) => !Number.isNaN(each))) return numbers[0] - numbers[1]
  return comparable(a).localeCompare(comparable(b), 'zh-u-co-pinyin')
}

function comparable(value: Value | undefined): string {
  if (typeof value === 'object' && value !== null && 'id' in value) return value.id
  return value === null || value === undefined ? '' : String(value)
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
