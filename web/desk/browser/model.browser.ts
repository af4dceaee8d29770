import { describe, expect, it } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, PHONE, visit, withBrowser } from './visit.ts'

describe('the model in the open', () => {
  withBrowser()

  it('leads a visitor from packs to a register, its rights, an element and its one source', async () => {
    const { page, go } = await visit()
    await go('/model')
    await page
      .getByRole('row', { name: /四本名录|教育管理信息化/ })
      .first()
      .waitFor()
    await page.getByRole('link', { name: '信息系统', exact: true }).first().click()
    await page.getByRole('heading', { name: '信息系统', level: 1 }).waitFor()
    // Which clause stands behind a field, and who may do what.
    await page.getByRole('row', { name: /GB\/T 22240/ }).waitFor()
    await page
      .getByRole('row', { name: /名录管理员/ })
      .first()
      .waitFor()
    await page.getByRole('link', { name: '系统名称', exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    const main = page.getByRole('main')
    await main.getByText('information_system.name').first().waitFor()
    await main.getByRole('link', { name: '信息系统' }).first().waitFor()
    await expectAccessible(page)
  })

  it('finds an element by a word, and keeps the word in the address', async () => {
    const { page, go } = await visit()
    await go('/model/elements')
    const before = await page.getByRole('row').count()
    await page.getByRole('searchbox').fill('身份')
    await page.waitForURL(/=%E8%BA%AB%E4%BB%BD/)
    await page.getByRole('row', { name: /身份/ }).first().waitFor()
    await expect.poll(() => page.getByRole('row').count()).toBeLessThan(before)
    await page.reload()
    await page.getByRole('row', { name: /身份/ }).first().waitFor()
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('身份')
  })

  it('gives the reason for everything that stands outside the standard', async () => {
    const { page, go, context } = await visit()
    const { figures } = await (await context.request.get('/api/model')).json()
    await go('/model/exceptions')
    const rows = page.getByRole('main').locator('tbody tr')
    await rows.first().waitFor()
    await expect.poll(() => rows.count()).toBe(figures.exceptions + figures.local)
    for (const reason of await rows.locator('td.value').allInnerTexts()) expect(reason).not.toBe('')
  })

  it('tells the operator, and nobody else, what the next start would do', async () => {
    const operator = await visit()
    await operator.signIn()
    await operator.go('/model/releases')
    await operator.page.getByText('当前', { exact: true }).waitFor()
    await operator.page.getByRole('button', { name: /查看升级计划/ }).click()
    await operator.page.getByText(/重新启动不会改变什么/).waitFor()

    // The steps that were done are sentences, also on a phone.
    const phone = await visit(PHONE)
    await phone.signIn()
    await phone.go('/model/releases/1/1')
    await phone.page.getByRole('button', { name: /查看步骤/ }).click()
    const steps = phone.page.getByRole('main').locator('ol li')
    await steps.first().waitFor()
    for (const step of await steps.allInnerTexts()) expect(step).toMatch(/\p{Script=Han}{2}/u)
    await expect.poll(() => phone.page.getByRole('main').locator('ol [lang]').count()).toBe(0)
    await expectNoSidewaysScroll(phone.page)

    const keeper = await visit()
    await keeper.signIn('wu.yuanzhou')
    await keeper.go('/model/releases')
    await keeper.page.getByText('当前', { exact: true }).waitFor()
    await expect.poll(() => keeper.page.getByRole('button', { name: /升级/ }).count()).toBe(0)
  })

  it('tells once what stands in the way of the next start', async () => {
    const { page, go, signIn } = await visit()
    await signIn()
    const gone = { description: '删除“电话”一栏', reason: '其中还有数据', remedy: '请先声明' }
    const steps = [
      { kind: 'refused', effect: 'waits', description: gone.description },
      { kind: 'additive', effect: 'beside', description: '增加“传真”一栏' },
    ]
    const json = { state: 'refused', faults: [], refused: [gone], steps, differences: [] }
    await page.route('**/api/model/upgrade', (route) => route.fulfill({ json }))
    await go('/model/releases')
    await page.getByRole('button', { name: /查看升级计划/ }).click()
    await page.getByText('增加“传真”一栏').waitFor()
    await expect.poll(() => page.getByText(gone.description).count()).toBe(1)
    await page.getByText(gone.remedy).waitFor()
  })

  it('says the settings of the node as people do, with what is written for them', async () => {
    const { page, go, signIn } = await visit()
    await signIn()
    await go('/settings')
    const setting = (name: string) => page.getByRole('row', { name }).getByRole('cell').first()
    await expect.poll(() => setting('不带演示数据').innerText()).toMatch(/^否\s*false$/)
    await expect.poll(() => setting('最多连接数').innerText()).toMatch(/^\d+ 个连接$/)
    await expect.poll(() => setting('自带数据库的缓存').innerText()).toMatch(/^\d+M\s*\d+MB$/)
  })
})
