import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { RecordPage, Register, RegisterEntry } from '@shuyuan/shared/api'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'

export const node = inject('node')
export const OPERATOR = 'operator'
export const DESK = { width: 1280, height: 800 }
/** The id of no record. */
export const NOWHERE = '01900000-0000-7000-8000-000000000000'
export const PHONE = { width: 390, height: 844 }

export interface Visit {
  page: Page
  context: BrowserContext
  /** Goes to a path of the node and waits until everything has been read. */
  go: (path: string) => Promise<void>
  /** Waits until everything that the page asks for has been read. */
  quiet: () => Promise<void>
  /** As one of the node's people; without a name as its operator. */
  signIn: (account?: string) => Promise<void>
}

/** Debian's Chromium; without a window of its own it does the same pages with a third less work. */
const CHROMIUMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
/** Nothing is being read once nothing has been asked for so long, in milliseconds. */
const QUIET = 150

let browser: Browser
const contexts: BrowserContext[] = []
const complaints: string[] = []

/** One browser for the file; what its pages complain about fails the test. */
export function withBrowser(...args: string[]) {
  beforeAll(async () => {
    const executablePath = process.env.CHROMIUM ?? CHROMIUMS.find(existsSync) ?? CHROMIUMS[0]
    // The browser's own controls, such as a date's, are to speak Chinese.
    const env = { ...process.env, LANGUAGE: 'zh_CN' } as Record<string, string>
    browser = await chromium.launch({ executablePath, env, args: ['--no-sandbox', '--disable-gpu', ...args] })
  })
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(() => browser?.close())
}

export async function visit(viewport = DESK): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: node.url,
    viewport,
    locale: 'zh-CN',
    hasTouch: viewport === PHONE,
    isMobile: viewport === PHONE,
  })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('pageerror', (failure) => complaints.push(String(failure)))
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    // The browser itself notes every refusal: a visitor's session, and a wrong password.
    if (message.location().url.endsWith('/api/session') && /\b4\d\d\b/.test(message.text())) return
    // A test goes where nothing is.
    if (message.location().url.endsWith(NOWHERE)) return
    // What somebody filled in was refused, or a test has cut the network.
    if (/\b(409|422)\b|ERR_FAILED|ERR_INTERNET_DISCONNECTED/.test(message.text())) return
    complaints.push(`${message.text()} (${message.location().url})`)
  })
  const quiet = watchRequests(page)
  const go = async (path: string) => {
    await page.goto(path)
    await quiet()
  }
  const signIn = async (account = OPERATOR) => {
    const password = node.people[account]
    if (!password)
      throw new Error(`The node has nobody called ${account}; it has ${Object.keys(node.people)}`)
    const answer = await context.request.post('/api/session', {
      data: { account, password },
      headers: { Origin: node.url },
    })
    expect(answer.status(), await answer.text()).toBe(201)
  }
  return { page, context, go, quiet, signIn }
}

/** Follows what a page asks for; the answer resolves when it has asked for nothing for a while. */
function watchRequests(page: Page): () => Promise<void> {
  let underWay = 0
  let last = Date.now()
  const change = (by: number) => () => {
    underWay += by
    last = Date.now()
  }
  page.on('request', change(1))
  page.on('requestfinished', change(-1))
  page.on('requestfailed', change(-1))
  return async () => {
    last = Date.now()
    await expect
      .poll(() => underWay === 0 && Date.now() - last > QUIET, { timeout: 10_000, interval: 25 })
      .toBe(true)
  }
}

/** The register that has the most to show, as the visit's person sees it. */
export async function fullestRegister({ context }: Visit): Promise<{ register: Register; page: RecordPage }> {
  const ask = async <T>(path: string) => (await (await context.request.get(path)).json()) as T
  const { registers } = await ask<{ registers: RegisterEntry[] }>('/api/registers')
  const found = await Promise.all(
    registers.map(async ({ id }) => ({
      register: await ask<Register>(`/api/registers/${id}`),
      page: await ask<RecordPage>(`/api/registers/${id}/records?size=200&count=true`),
    })),
  )
  const titled = found.filter(({ register, page }) => {
    const title = page.records[0]?.values[register.title]
    return (
      register.fields.some((field) => field.search) &&
      typeof title === 'string' &&
      /\p{Script=Han}/u.test(title)
    )
  })
  const fullest = titled.sort((a, b) => b.page.records.length - a.page.records.length)[0]
  if (!fullest || fullest.page.records.length < 5)
    throw new Error('The node needs a searchable register with data.')
  return fullest
}

export async function expectNoSidewaysScroll(page: Page) {
  const [inner, whole] = await page.evaluate(() => [
    document.documentElement.clientWidth,
    document.documentElement.scrollWidth,
  ])
  // What begins and ends within a pixel is rounded up at both.
  expect.soft(whole, page.url()).toBeLessThanOrEqual(inner! + 1)
}

export async function expectAccessible(page: Page) {
  // There are no frames, and nobody reads what is well: without both it takes half as long.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  const named = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)
  expect.soft(named, page.url()).toEqual([])
}

/** Texts of the page itself: no key of a text, and no English in Chinese. Data, code and the other language's name don't count. */
export async function expectChinese(page: Page) {
  const words = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement
    copy
      .querySelectorAll('.value, .standard, .node, .version, code, noscript, script, [lang]')
      .forEach((each) => each.remove())
    const attributes = [...copy.querySelectorAll('*')].flatMap((each) =>
      ['aria-label', 'placeholder', 'title'].map((name) => each.getAttribute(name) ?? ''),
    )
    return [copy.textContent ?? '', ...attributes].join(' ').match(/[a-z_]+(\.[a-z_]+)+|[A-Za-z]{2,}/gi) ?? []
  })
  expect.soft(words, page.url()).toEqual([])
}
