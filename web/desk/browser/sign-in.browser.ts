import { describe, expect, it } from 'vitest'
import { node, OPERATOR, visit, withBrowser } from './visit.ts'

describe('signing in', () => {
  withBrowser()

  it("says in the node's words that the account or the password is wrong, and keeps the account", async () => {
    const { page, go } = await visit()
    await go('/sign-in')
    await page.getByLabel('账号', { exact: true }).fill(OPERATOR)
    await page.getByLabel('密码', { exact: true }).fill('not the password')
    await page.keyboard.press('Enter')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await expect.poll(() => alert.textContent()).toContain('账号或密码不正确')
    await expect.poll(() => page.getByLabel('账号', { exact: true }).inputValue()).toBe(OPERATOR)
    await expect.poll(() => page.getByLabel('密码', { exact: true }).inputValue()).toBe('')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('password')
  })

  it('asks for what is missing without asking the node', async () => {
    const { page, go } = await visit()
    await go('/sign-in')
    await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('请填写账号和密码')
  })

  it('returns to where the visitor was, and signs out again', async () => {
    const { page, go } = await visit()
    await go('/')
    await page.getByRole('main').getByRole('listitem').getByRole('link').first().click()
    await page.waitForURL(/registers/)
    const before = page.url()
    await page.getByRole('banner').getByRole('link', { name: '登录' }).click()
    await page.getByLabel('账号', { exact: true }).fill(OPERATOR)
    await page.getByLabel('密码', { exact: true }).fill(node.people[OPERATOR]!)
    await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
    await page.waitForURL(before)
    await page.getByRole('button', { name: /^账号菜单/ }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('banner').getByRole('link', { name: '登录' }).waitFor()
  })

  it('follows no address of another host after signing in', async () => {
    const { page, go } = await visit()
    await go('/sign-in?next=//example.org/')
    await page.getByLabel('账号', { exact: true }).fill(OPERATOR)
    await page.getByLabel('密码', { exact: true }).fill(node.people[OPERATOR]!)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^账号菜单/ }).waitFor()
    await page.waitForURL(`${node.url}/`)
  })
})
