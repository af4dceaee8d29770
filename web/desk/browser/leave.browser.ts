import { describe, expect, it } from 'vitest'
import { KEEPER } from './forms.ts'
import { OPERATOR, visit, withBrowser } from './visit.ts'

describe('a form without a draft', () => {
  withBrowser()

  it.each([
    [OPERATOR, '/accounts/new', '姓名', '李写了一半'],
    [KEEPER, '/catalogues/census/new', '说明', '写了一半的说明'],
  ])('asks %s before %s is left, and not when it is given up', async (account, path, label, text) => {
    const { page, go, signIn } = await visit()
    const questions: string[] = []
    page.on('dialog', (dialog) => (questions.push(dialog.message()), void dialog.dismiss()))
    await signIn(account)
    await go(path)
    const field = page.getByLabel(label, { exact: true })
    await field.fill(text)
    const home = page.getByRole('navigation').getByRole('link', { name: '首页' }).first()
    await home.click()
    await expect.poll(() => questions).toEqual([expect.stringContaining('还没有提交')])
    await expect.poll(() => field.inputValue()).toBe(text)
    await page.getByRole('link', { name: '取消' }).click()
    await field.waitFor({ state: 'detached' })
    expect(questions).toHaveLength(1)
  })

  it('asks before somebody signs out, who stays signed in for what was typed', async () => {
    const { page, go, signIn, context } = await visit()
    const answers = ['dismiss', 'accept'] as const
    let asked = 0
    page.on('dialog', (dialog) => void dialog[answers[asked++]!]())
    await signIn()
    await go('/organisations/event/close')
    await page.getByLabel('批准文件').fill('云教〔2026〕11号')
    for (const answer of answers) {
      await page.getByRole('button', { name: /^账号菜单/ }).click()
      await page.getByRole('button', { name: '退出登录' }).click()
      await expect.poll(() => asked).toBe(answers.indexOf(answer) + 1)
      if (answer === 'accept') await page.waitForURL((url) => url.pathname === '/')
      else expect(await page.getByLabel('批准文件').inputValue()).toBe('云教〔2026〕11号')
      await expect
        .poll(async () => (await context.request.get('/api/session')).status())
        .toBe(answer === 'accept' ? 204 : 200)
    }
  })

  it('asks before a role that is half given is lost', async () => {
    const { page, go, signIn } = await visit()
    const questions: string[] = []
    page.on('dialog', (dialog) => (questions.push(dialog.message()), void dialog.accept()))
    await signIn()
    await go('/accounts')
    await page.locator('.accounts a').first().click()
    await page.getByRole('button', { name: '增加岗位' }).click()
    await page.getByLabel(/^原因/).fill('接替')
    await page.getByRole('navigation').getByRole('link', { name: '首页' }).first().click()
    await page.waitForURL((url) => url.pathname === '/')
    expect(questions).toHaveLength(1)
  })
})
