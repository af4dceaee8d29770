import { beforeEach, describe, expect, it } from 'vitest'
import { ask, counties, enter, makeAccount, unique } from './people.ts'
import { expectAccessible, node, OPERATOR, visit, type Visit, withBrowser } from './visit.ts'

describe('a session', () => {
  withBrowser()
  let desk: Visit

  beforeEach(async () => {
    desk = await visit()
    await desk.signIn()
  })

  it('narrows what somebody sees to the organisation acted for', async () => {
    const [one, other] = await counties(desk)
    const made = await makeAccount(
      desk,
      'both',
      { role: 'student_clerk', at: one },
      { role: 'student_clerk', at: other },
    )
    const person = await enter(made)
    for (const keeper of [one, other]) {
      await ask(person, 'POST', '/api/registers/person/records', {
        values: { name: `两地 ${made.account}`, birth_date: '2014-02-03', sex: '1', keeper },
      })
    }
    const list = `/registers/person?search=${encodeURIComponent(made.account)}`
    await person.go(list)
    await expect.poll(() => person.page.getByRole('link', { name: /^两地/ }).count()).toBe(2)
    await person.page.getByRole('button', { name: /^账号菜单/ }).click()
    await person.page.getByLabel('代表哪个单位办理').selectOption(one)
    await expect.poll(() => person.page.getByRole('link', { name: /^两地/ }).count()).toBe(1)
    expect(person.page.url()).toContain('search=')
    await person.page.getByRole('button', { name: /^账号菜单/ }).click()
    await expectAccessible(person.page)
    await person.page.getByLabel('代表哪个单位办理').selectOption('')
    await expect.poll(() => person.page.getByRole('link', { name: /^两地/ }).count()).toBe(2)
  })

  it('announces the end of a session, and stays in on request', async () => {
    const { page, go } = desk
    await page.clock.install()
    await go('/account')
    await page.clock.fastForward('55:30')
    await page.getByText('自动退出登录').waitFor()
    await page.getByRole('button', { name: '继续使用' }).click()
    await page.getByText('自动退出登录').waitFor({ state: 'hidden' })
  })

  it('signs in again where the session ended, and keeps the page', async () => {
    const { page, go, context } = desk
    await go('/accounts/new')
    await page.getByLabel('姓名').fill('写了一半')
    await context.request.delete('/api/session', { headers: { Origin: node.url } })
    await page.getByLabel('账号（登录用）').fill(unique('half'))
    await page.locator('select').selectOption({ label: '机构信息员' })
    await page.getByRole('combobox', { name: '单位', exact: true }).fill('教育局')
    await page.locator('li[role=option]').first().click()
    refusalsExpected(page)
    await page.getByRole('button', { name: '建立账号' }).click()
    const dialog = page.getByRole('dialog', { name: '请重新登录' })
    await dialog.waitFor()
    // Read now: after signing in, the press that waited goes out, and its answer takes the form's place.
    await expect.poll(() => page.getByLabel('姓名').inputValue()).toBe('写了一半')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('password')
    await dialog.getByLabel('密码', { exact: true }).fill(node.people[OPERATOR]!)
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('status').filter({ hasText: '写了一半' }).waitFor()
    await page.getByText('初始密码只显示这一次').waitFor()
  })

  it('tells who tried too often when to try again', async () => {
    const { page, go } = await visit()
    await go('/sign-in')
    for (let i = 0; i < 7; i++) {
      await page.getByLabel('账号', { exact: true }).fill('no.such.account')
      await page.getByLabel('密码', { exact: true }).fill('wrong and wrong')
      await page.keyboard.press('Enter')
      await page.getByRole('alert').waitFor()
    }
    await page.getByText(/请在 \d+ 秒后再试/).waitFor()
  })
})

/** The browser itself notes each refusal; the one that ends the session is meant. */
function refusalsExpected(page: Visit['page']) {
  page.removeAllListeners('console')
}
