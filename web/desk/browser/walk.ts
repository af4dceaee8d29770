import { expect } from 'vitest'
import type { Visit } from './visit.ts'

const MOST = 60

/** Which page of the program a path is, whatever it shows. */
function kindOf(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/^(\/model\/[a-z]+)\/.+/, '$1/:id')
    .replace(/^\/registers\/[^/]+(\/:id)?/, (_, id: string | undefined) => `/registers/:register${id ?? ''}`)
}

/** Follows links from the first page on until every kind of page that somebody is led to has been seen once. */
export async function walk({ page }: Visit, look: (path: string) => Promise<void>): Promise<void> {
  const waiting = ['/']
  const met = new Set<string>(waiting)
  let seen = 0
  while (waiting.length && seen++ < MOST) {
    const path = waiting.shift()!
    await page.goto(path)
    const main = page.getByRole('main')
    await main.locator('h1, h2').first().waitFor()
    await main.getByText('正在读取…').first().waitFor({ state: 'detached' })
    const links = await page
      .locator('a[href^="/"]:not([download])')
      .evaluateAll((all) => all.map((each) => each.getAttribute('href')!))
    await look(path)
    for (const link of links) {
      const kind = kindOf(link)
      if (met.has(kind) || link.startsWith('/api/')) continue
      met.add(kind)
      waiting.push(link)
    }
  }
  expect(seen).toBeGreaterThan(3)
}

/** What is folded away must be as good as what stands open. */
export async function unfold({ page }: Visit) {
  const filters = page.getByRole('button', { name: /筛选/ })
  if (await filters.count()) await filters.click()
  for (const summary of await page.locator('summary').all()) await summary.click()
  const menu = page.getByRole('button', { name: /^账号菜单/ })
  if (await menu.count()) await menu.click()
}
