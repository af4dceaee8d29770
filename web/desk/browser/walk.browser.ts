import { describe, expect, it } from 'vitest'
import { expectChinese, expectNoSidewaysScroll, node, PHONE, visit, withBrowser } from './visit.ts'
import { walk } from './walk.ts'

describe('every page that somebody is led to', () => {
  withBrowser()

  async function walkAs(account?: string) {
    const person = await visit()
    if (account) await person.signIn(account)
    await walk(person, async (path) => {
      const told = `${account ?? 'a visitor'} at ${path}`
      const main = person.page.getByRole('main')
      expect((await main.innerText()).length, told).toBeGreaterThan(20)
      expect(await main.getByRole('alert').count(), told).toBe(0)
      await expectChinese(person.page)
    })
    await person.page.close()
  }

  // Side by side: most of a walk is waiting.
  it('has content, in Chinese, for a visitor and for everybody that the node knows', async () => {
    const people = [undefined, ...Object.keys(node.people)]
    const walkers = Array.from({ length: 3 }, async () => {
      while (people.length) await walkAs(people.shift())
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
