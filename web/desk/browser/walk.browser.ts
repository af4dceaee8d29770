import { describe, expect, it } from 'vitest'
import { expectChinese, expectNoSidewaysScroll, node, PHONE, visit, withBrowser } from './visit.ts'

const MOST = 40

/** Which page of the program a path is, whatever it shows. */
function kindOf(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^(\/model\/[a-z]+)\/.+/, '$1/:id')
    .replace(/^\/registers\/[^/]+(\/:id)?/, (_, id: string | undefined) => `/registers/:register${id ?? ''}`)
}

describe('every page that somebody is led to', () => {
  withBrowser()

  async function walk(account?: string) {
    const { page, signIn } = await visit()
    if (account) await signIn(account)
    const waiting = ['/']
    const seen = new Set<string>()
    const met = new Set<string>(['/'])
    while (waiting.length && seen.size < MOST) {
      const path = waiting.shift()!
      const told = `${account ?? 'a visitor'} at ${path}`
      seen.add(path)
      await page.goto(path)
      const main = page.getByRole('main')
      await main.locator('h1, h2').first().waitFor()
      await main.getByText('正在读取…').first().waitFor({ state: 'detached' })
      expect((await main.innerText()).length, told).toBeGreaterThan(20)
      expect(await main.getByRole('alert').count(), told).toBe(0)
      await expectChinese(page)
      const links = await page
        .locator('a[href^="/"]:not([download])')
        .evaluateAll((all) => all.map((each) => each.getAttribute('href')!))
      for (const link of links) {
        const kind = kindOf(link)
        if (met.has(kind) || link.startsWith('/api/')) continue
        met.add(kind)
        waiting.push(link)
      }
    }
    expect(seen.size, account).toBeGreaterThan(3)
    await page.close()
  }

  // Side by side: most of a walk is waiting.
  it('has content, in Chinese, for a visitor and for everybody that the node knows', async () => {
    const people = [undefined, ...Object.keys(node.people)]
    const walkers = Array.from({ length: 3 }, async () => {
      while (people.length) await walk(people.shift())
    })
    await Promise.all(walkers)
  }, 300_000)

  it('is reached by the menu on a phone, too', async () => {
    const { page, go, signIn } = await visit(PHONE)
    await signIn()
    await go('/')
    await page.getByRole('button', { name: '菜单', exact: true }).click()
    const entries = page.getByRole('navigation', { name: '主菜单' }).getByRole('link')
    const names = await entries.allInnerTexts()
    expect(names.length).toBeGreaterThan(1)
    for (const name of names) {
      await page.goto('/')
      await page.getByRole('button', { name: '菜单', exact: true }).click()
      await entries.getByText(name, { exact: true }).click()
      await page.getByRole('main').locator('h1').first().waitFor()
      await expectNoSidewaysScroll(page)
    }
  })
})
