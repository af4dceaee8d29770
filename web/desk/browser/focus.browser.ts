import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { begin, KEEPER, SYSTEMS } from './forms.ts'
import { visit, withBrowser } from './visit.ts'

const pick = async (page: Page, name: RegExp, typed: string) => {
  await page.getByRole('combobox', { name }).fill(typed)
  await page.locator('[role=listbox] [role=option]:visible').first().click()
}

describe('the focus', () => {
  withBrowser()

  const expectFocus = (page: Page, text: string | RegExp) =>
    expect
      .poll(() =>
        page.evaluate(() => {
          const { ariaLabel, textContent, id, tagName } = document.activeElement as HTMLElement
          const label = id && document.querySelector(`label[for="${id}"]`)?.textContent
          return tagName === 'BODY' ? '' : label || ariaLabel || textContent?.trim() || tagName
        }),
      )
      .toMatch(text)

  it('stays in a list when what was pressed goes', async () => {
    const { page, go, signIn } = await visit()
    await signIn(KEEPER)
    await go(SYSTEMS)
    await page.getByRole('button', { name: '没有责任人' }).click()
    await page.getByRole('button', { name: '清除全部条件' }).click()
    await expectFocus(page, /更多筛选/)
    await go(`${SYSTEMS}?search=没有这样的系统`)
    await page.getByRole('main').getByRole('button', { name: '清除全部条件' }).last().click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.locator('tbody .pick input').first().check()
    await page.getByRole('button', { name: '取消选择' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  it('stays in the field that has several values', async () => {
    const one = await visit()
    await one.signIn(KEEPER)
    await begin(one)
    const { page } = one
    await pick(page, /^依据的制度标准/, '网络')
    await expectFocus(page, /依据的制度标准/)
    await page.getByRole('button', { name: '移除' }).click()
    await expectFocus(page, /依据的制度标准/)
    await page.getByRole('button', { name: '放弃修改' }).click()
  })

  it('goes to what is to be filled in, and to what is missing', async () => {
    const { page, go, signIn } = await visit()
    await signIn()
    await go('/organisations/event/split')
    await page.getByRole('button', { name: '添加新设机构' }).click()
    await page.keyboard.type('新一小')
    await expect.poll(() => page.getByLabel('新机构名称').inputValue()).toBe('新一小')
    await page.getByRole('button', { name: '移除' }).click()
    await expectFocus(page, /添加新设机构/)
    await page.getByRole('button', { name: '先看影响' }).click()
    await page.locator('#field-organisation').getByText('请填写这一项。').waitFor()
    await expectFocus(page, /^\s*拆分的机构/)
    // What may stay empty isn't asked for.
    await expect.poll(() => page.getByText('请填写这一项。').count()).toBe(1)
  })

  it('goes into the form that a button opens, and back to the button', async () => {
    const { page, go, signIn } = await visit()
    await signIn()
    await go('/accounts')
    await page.locator('.accounts a').first().click()
    await page.getByRole('button', { name: '增加岗位' }).click()
    await expectFocus(page, /请选择岗位/)
    await page.getByRole('button', { name: '取消' }).click()
    await expectFocus(page, /增加岗位/)
  })
})
