import { describe, expect, it } from 'vitest'
import { PHONE, visit, withBrowser } from './visit.ts'

describe('home', () => {
  withBrowser()

  it('tells a keeper what waits, and leads to just that', async () => {
    const { page, go, signIn } = await visit()
    await signIn('wu.yuanzhou')
    await go('/')
    const work = page.locator('section', { has: page.getByRole('heading', { name: '待办' }) })
    const item = work.getByRole('link', { name: /没有责任人.*信息系统/ })
    const count = await item.locator('strong').textContent()
    await item.click()
    await page.waitForURL(/when=without_duty/)
    await page.getByText(`共 ${count} 条`).waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: '没有责任人' }).getAttribute('aria-pressed'))
      .toBe('true')
    await expect
      .poll(() => page.getByRole('button', { name: '我可维护的' }).getAttribute('aria-pressed'))
      .toBe('true')
    await page.locator('tbody th a').first().click()
    await page.getByText('提醒：没有责任人').waitFor()
  })

  it('keeps the names of registers in one line on a phone', async () => {
    const { page, go, signIn } = await visit(PHONE)
    await signIn('wu.yuanzhou')
    await go('/')
    const labels = page.locator('.group .label')
    const heights = await labels.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height))
    expect(heights.length).toBeGreaterThan(5)
    expect(Math.max(...heights)).toBeLessThan(40)
  })

  it('tells a visitor what is public and how to see more, and counts nothing', async () => {
    const { page, go } = await visit()
    await go('/')
    await page.getByRole('heading', { name: '您正在以访客身份查看' }).waitFor()
    await expect.poll(() => page.getByRole('heading', { name: '待办' }).count()).toBe(0)
  })
})
