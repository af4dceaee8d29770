import type { Session } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { ask } from './people.ts'
import {
  expectChinese,
  expectNoSidewaysScroll,
  node,
  PHONE,
  visit,
  type Visit,
  withBrowser,
} from './visit.ts'
import { walk } from './walk.ts'

describe('every page that somebody is led to', () => {
  withBrowser()

  const roles = new Set<string>()

  /** Whether nobody has walked with these roles yet. */
  async function bringsRoles(person: Visit): Promise<boolean> {
    const { grants } = await ask<Session>(person, 'GET', '/api/session')
    const own = grants.map(({ role }) => role).join()
    if (roles.has(own)) return false
    roles.add(own)
    return true
  }

  async function walkAs(account?: string) {
    const person = await visit()
    if (account) {
      await person.signIn(account)
      if (!(await bringsRoles(person))) return
    }
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
  it('has content, in Chinese, for a visitor and for somebody in each role', async () => {
    const people = [undefined, ...Object.keys(node.people)]
    const walkers = Array.from({ length: 3 }, async () => {
      while (people.length) await walkAs(people.shift())
    })
    await Promise.all(walkers)
    expect(roles.size).toBeGreaterThan(5)
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
