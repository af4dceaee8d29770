import { describe, expect, it } from 'vitest'
import {
  DESK,
  expectAccessible,
  expectChinese,
  expectNoSidewaysScroll,
  fullestRegister,
  PHONE,
} from './visit.ts'
import { visit, type Visit, withBrowser } from './visit.ts'

async function pathsFor(person: Visit): Promise<string[]> {
  const { register, page } = await fullestRegister(person)
  const list = `/registers/${register.id}`
  const record = `${list}/${[...page.records].sort((a, b) => b.version - a.version)[0]!.id}`
  return [
    '/',
    '/sign-in',
    '/account',
    '/catalogues',
    '/catalogues/census',
    list,
    `${list}?search=龘靐齉爩`,
    record,
    '/nowhere/at/all',
  ]
}

describe('every page', () => {
  withBrowser()

  for (const [device, size] of Object.entries({ desk: DESK, phone: PHONE })) {
    for (const person of ['a visitor', 'somebody signed in']) {
      it(`is accessible, in Chinese and no wider than the window: ${device}, ${person}`, async () => {
        const visitor = await visit(size)
        if (person !== 'a visitor') await visitor.signIn()
        for (const path of await pathsFor(visitor)) {
          await visitor.go(path)
          await visitor.page.locator('h1, h2').first().waitFor()
          await unfold(visitor)
          await expectNoSidewaysScroll(visitor.page)
          await expectChinese(visitor.page)
          await expectAccessible(visitor.page)
        }
      })
    }
  }

  it('is read in English after one press, and stays so', async () => {
    const { page, go } = await visit()
    await go('/')
    await page.getByRole('button', { name: /^English/ }).click()
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await go('/sign-in')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  it('is reached and left by the keyboard alone', async () => {
    const { page, go } = await visit()
    await go('/')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
    await page.keyboard.press('Enter')
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/registers/)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })
})

/** What is folded away must be as good as what stands open. */
async function unfold({ page }: Visit) {
  const filters = page.getByRole('button', { name: /筛选/ })
  if (await filters.count()) await filters.click()
  for (const summary of await page.locator('summary').all()) await summary.click()
  const menu = page.getByRole('button', { name: /^账号菜单/ })
  if (await menu.count()) await menu.click()
}
