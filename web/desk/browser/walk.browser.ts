import { describe, expect, it } from 'vitest'
import { expectChinese, expectNoSidewaysScroll, node, PHONE, visit, withBrowser } from './visit.ts'

const MOST = 40

/** Which page of the program a path is, whatever it shows. */
function kindOf(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^\/registers\/[^/]+(\/:id)?/, (_, id: string | undefined) => `/registers/:register${id ?? ''}`)
}

describe('every page that somebody is led to', () => {
  withBrowser()

  for (const account of [undefined, ...Object.keys(node.people)]) {
    it(`has content, in Chinese, for ${account ?? 'a visitor'}`, async () => {
      const { page, go, signIn } = await visit()
      if (account) await signIn(account)
      const waiting = ['/']
      const seen = new Set<string>()
      const met = new Set<string>(['/'])
      while (waiting.length && seen.size < MOST) {
        const path = waiting.shift()!
        seen.add(path)
        await go(path)
        const main = page.getByRole('main')
        await main.locator('h1, h2').first().waitFor()
        expect((await main.innerText()).length, path).toBeGreaterThan(20)
        expect(await main.getByRole('alert').count(), path).toBe(0)
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
      expect(seen.size).toBeGreaterThan(3)
    })
  }

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
