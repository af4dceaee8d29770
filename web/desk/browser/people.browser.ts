import { beforeEach, describe, expect, it } from 'vitest'
import { counties, ask, enter, makeAccount, unique } from './people.ts'
import {
  expectAccessible,
  expectChinese,
  expectNoSidewaysScroll,
  PHONE,
  visit,
  type Visit,
  withBrowser,
} from './visit.ts'

describe('accounts and the audit', () => {
  withBrowser()
  let desk: Visit

  beforeEach(async () => {
    desk = await visit()
    await desk.signIn()
  })

  it('makes an account with a role, whose holder chooses a password and sees what it gives', async () => {
    const { page, go } = desk
    await go('/')
    await page.getByRole('link', { name: '账号', exact: true }).click()
    await page.getByRole('link', { name: '新建账号' }).click()
    const name = unique('clerk')
    await page.getByRole('button', { name: '建立账号' }).click()
    await expect
      .poll(() => page.getByRole('alert').getByRole('paragraph').allInnerTexts())
      .toEqual([
        '请填写姓名。',
        '账号用小写字母、数字、点、下划线或短横线，以字母或数字开头。',
        '请选择岗位。',
      ])
    await page.getByLabel('姓名').fill('黎小满')
    await page.getByLabel('账号（登录用）').fill(name)
    await page.getByRole('button', { name: '建立账号' }).click()
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('请选择岗位')
    await page.locator('select').selectOption({ label: '机构管理员' })
    await page.getByRole('combobox', { name: '单位', exact: true }).fill('教育局')
    await page.locator('li[role=option]').first().click()
    await page.getByRole('button', { name: '建立账号' }).click()
    const password = await page.locator('.notice code').textContent()
    await page.getByText('请当面或打电话告诉本人').waitFor()
    await expectAccessible(page)
    const person = await enter({ account: name, password: password! })
    await person.page.getByRole('link', { name: '账号', exact: true }).waitFor()
    await person.go('/accounts')
    await expectChinese(person.page)
    await expectNoSidewaysScroll(person.page)
  })

  it('gives a role, ends it, locks the account, and lets it in again with another password', async () => {
    const [county] = await counties(desk)
    const made = await makeAccount(desk, 'moved', { role: 'org_clerk', at: county })
    const { page, go } = desk
    await go(`/accounts?search=${made.account}`)
    await page.getByRole('main').getByRole('link', { name: '试用员' }).click()
    await page.getByRole('button', { name: '增加岗位' }).click()
    await page.locator('form select').selectOption({ label: '审计员' })
    await page.getByRole('combobox', { name: '单位', exact: true }).fill('教育局')
    await page.locator('li[role=option]').first().click()
    await page.getByLabel('从哪天起').fill('2999-01-01')
    await page.getByRole('button', { name: '授予岗位' }).click()
    await page.getByText('尚未开始').waitFor()
    await page.getByRole('button', { name: /^终止：机构信息员/ }).click()
    await page.getByLabel('原因').fill('调离')
    await page.getByRole('button', { name: '确认终止' }).click()
    await page.getByText('已结束').waitFor()
    await expectAccessible(page)
    await expectChinese(page)
    await page.getByRole('button', { name: '停用账号' }).click()
    await page.getByRole('button', { name: '确认停用' }).click()
    await page.getByText('已停用').waitFor()
    const stranger = await visit()
    await stranger.go('/sign-in')
    await stranger.page.getByLabel('账号', { exact: true }).fill(made.account)
    await stranger.page.getByLabel('密码', { exact: true }).fill(made.password)
    await stranger.page.keyboard.press('Enter')
    await stranger.page.getByText('请联系本单位的管理员恢复使用').waitFor()
    await page.getByRole('button', { name: '恢复使用' }).click()
    await page.getByRole('button', { name: '停用账号' }).waitFor()
    await page.getByRole('button', { name: '重设密码' }).click()
    await page.getByRole('button', { name: '生成新密码' }).click()
    await expect.poll(() => page.locator('.notice code').textContent()).toMatch(/^\w{4}-/)
  })

  it('tells an auditor who saw what in the county, without the values', async () => {
    const [county] = await counties(desk)
    const clerk = await enter(await makeAccount(desk, 'reader', { role: 'student_clerk', at: county }))
    const { id } = await ask<{ id: string }>(clerk, 'POST', '/api/registers/person/records', {
      values: { name: '齐物论', birth_date: '2014-02-03', sex: '1', keeper: county },
    })
    await clerk.go(`/registers/person/${id}`)
    await clerk.page.getByText('2014-02-03').first().waitFor()
    const auditor = await enter(await makeAccount(desk, 'auditor', { role: 'auditor', at: county }))
    await auditor.page.getByRole('link', { name: '操作记录' }).click()
    await auditor.page.getByText('授予岗位').first().waitFor()
    await auditor.page.getByLabel('做了什么').selectOption({ label: '查看敏感内容' })
    await auditor.page.waitForURL(/kind=read/)
    await auditor.page
      .getByText(/涉及项目：.*出生日期/)
      .first()
      .waitFor()
    await expect.poll(() => auditor.page.getByRole('main').textContent()).not.toContain('2014-02-03')
    await auditor.go(`/registers/organisation/${county}`)
    await auditor.page.getByRole('link', { name: '谁看过、改过' }).click()
    await auditor.page.waitForURL(new RegExp(`record=${county}`))
    await expectAccessible(auditor.page)
    await expectChinese(auditor.page)
    await clerk.go('/account')
    await clerk.page.getByRole('main').getByRole('link', { name: '我最近的操作' }).click()
    await clerk.page.getByText('修改自己的密码').first().waitFor()
  })

  it('fits a phone', async () => {
    const [county] = await counties(desk)
    const auditor = await enter(await makeAccount(desk, 'phone', { role: 'auditor', at: county }), PHONE)
    for (const path of ['/audit', '/audit?actor=me', '/account']) {
      await auditor.go(path)
      await expectNoSidewaysScroll(auditor.page)
      await expectChinese(auditor.page)
      await expectAccessible(auditor.page)
    }
  })
})
