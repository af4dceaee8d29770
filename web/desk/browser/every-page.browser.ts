import { describe, expect, it } from 'vitest'
import { DESK, expectAccessible, expectChinese, expectNoSidewaysScroll, NOWHERE, PHONE } from './visit.ts'
import { visit, withBrowser } from './visit.ts'
import { unfold, walk } from './walk.ts'

describe('every page', () => {
  withBrowser()

  // Side by side: most of a walk is waiting.
  it('is accessible and no wider than the window, on a desk and on a phone', async () => {
    const walks = [
      ['operator', DESK],
      ['wu.yuanzhou', PHONE],
    ] as const
    await Promise.all(
      walks.map(async ([account, size]) => {
        const person = await visit(size)
        await person.signIn(account)
        await walk(person, async () => {
          await unfold(person)
          await expectNoSidewaysScroll(person.page)
          await expectChinese(person.page)
          await expectAccessible(person.page)
        })
      }),
    )
  }, 240_000)

  it('says so where an address leads nowhere', async () => {
    const { page, go } = await visit(PHONE)
    for (const path of ['/nowhere/at/all', `/registers/organisation/${NOWHERE}`]) {
      await go(path)
      await page.getByRole('heading', { level: 1 }).or(page.getByRole('alert')).first().waitFor()
      await expectChinese(page)
      await expectAccessible(page)
    }
  })

  it('is printed without what can only be pressed', async () => {
    const person = await visit({ width: 690, height: 1000 })
    await person.signIn('wu.yuanzhou')
    await person.page.emulateMedia({ media: 'print' })
    await walk(person, async (path) => {
      await expectNoSidewaysScroll(person.page)
      expect
        .soft(await person.page.locator('button:visible:not(th button), nav:visible').count(), path)
        .toBe(0)
    })
  }, 120_000)

  it('is read in English after one press, and stays so', async () => {
    const { page, go } = await visit()
    await go('/')
    await page.getByRole('button', { name: /^English/ }).click()
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('en')
    await go('/sign-in')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  it('is reached and left by the keyboard alone', async () => {
    const { page, go } = await visit()
    await go('/')
    await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
    await page.keyboard.press('Enter')
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/registers/)
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
  })
})
