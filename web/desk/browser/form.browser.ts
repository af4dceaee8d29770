import { describe, expect, it } from 'vitest'
import { begin, fillIn, KEEPER, save, SYSTEMS } from './forms.ts'
import { PHONE, visit, type Visit, withBrowser } from './visit.ts'

describe('a form', () => {
  withBrowser()

  async function keeper(size?: { width: number; height: number }): Promise<Visit> {
    const found = await visit(size)
    await found.signIn(KEEPER)
    return found
  }

  it('says beside the field what is wrong, and saves rare characters, marks and markup as they are', async () => {
    const one = await keeper()
    const { page } = one
    await begin(one)
    await save(one)
    await page.getByRole('heading', { name: '有 2 项需要更正' }).waitFor()
    await page.getByRole('link', { name: '系统名称' }).click()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[id]')?.tagName))
      .toBe('INPUT')
    const name = `龘𠮷<b>平台</b>\u200F=1+1😀${Date.now() % 100_000}`
    await fillIn(one, name)
    await page.getByLabel(/^用户数/).fill('12.5')
    await page.getByLabel(/^建设投入/).click()
    await page.getByText('请填写整数，例如 12。').first().waitFor()
    await page.getByLabel(/^用户数/).fill('-1')
    await page.locator('#field-accounts').getByText('用户数不能是负数。').waitFor()
    await page.getByLabel(/^用户数/).fill('1')
    await page.getByLabel(/^主要功能/).fill('长'.repeat(10_000))
    await page
      .getByText(/文字太长/)
      .first()
      .waitFor()
    await page.getByLabel(/^主要功能/).fill('')
    await save(one)
    await page.waitForURL(/information_system\/[0-9a-f-]{36}$/)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(name)
  })

  it('keeps what was typed when the network is cut while saving', async () => {
    const one = await keeper()
    const { page, context } = one
    await begin(one)
    const name = `断网系统${Date.now() % 100_000}`
    await fillIn(one, name)
    await page.route('**/records', (route) => route.abort())
    await page.route('**/drafts/**', (route) => route.abort())
    await save(one)
    await page.getByText('无法连接服务器').waitFor()
    await expect.poll(() => page.getByLabel(/^系统名称/).inputValue()).toBe(name)
    await page.unroute('**/records')
    await page.unroute('**/drafts/**')
    await save(one)
    await page.waitForURL(/information_system\/[0-9a-f-]{36}$/)
    const asked = await context.request.get(`/api/registers/information_system/records?search=${name}`)
    expect(((await asked.json()) as { records: unknown[] }).records).toHaveLength(1)
  })

  it('shows both versions where somebody else was first, and saves what was chosen', async () => {
    const one = await keeper()
    const { page, go, context } = one
    await begin(one)
    await fillIn(one, `争用系统${Date.now() % 100_000}`)
    await save(one)
    await page.waitForURL(/information_system\/[0-9a-f-]{36}$/)
    const path = new URL(page.url()).pathname
    await go(`${path}/edit`)
    await page.getByLabel(/^承建单位/).fill('我方公司')
    await page.getByLabel(/^访问地址/).fill('https://mine.example/')
    const answer = await context.request.put(`/api${path.replace(/\/([^/]+)$/, '/records/$1')}`, {
      data: { version: 1, values: { maker: '他方公司', purpose: '他方用途' } },
      headers: { Origin: new URL(page.url()).origin },
    })
    expect(answer.status()).toBe(200)
    await save(one)
    await page.getByText('别人已经修改了这条记录').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toContain('别人已经修改了这条记录')
    const maker = page.getByRole('group', { name: '承建单位' })
    await maker.getByText('他方公司').waitFor()
    await maker.getByLabel(/我方公司/).check()
    await page.getByRole('button', { name: '按所选内容继续' }).click()
    await expect.poll(() => page.getByLabel(/^主要功能/).inputValue()).toBe('他方用途')
    await save(one)
    await page.waitForURL(new RegExp(`${path}$`))
    const fields = page.getByRole('main')
    await fields.getByText('我方公司').first().waitFor()
    await fields.getByText('https://mine.example/').first().waitFor()
  })

  it('retires with a reason, on a phone too', async () => {
    const one = await keeper(PHONE)
    const { page } = one
    await begin(one)
    await fillIn(one, `停用系统${Date.now() % 100_000}`)
    await save(one)
    await page.waitForURL(/information_system\/[0-9a-f-]{36}$/)
    await page.getByRole('button', { name: '停用' }).click()
    await page
      .getByRole('dialog')
      .getByLabel(/修改原因/)
      .fill('试用结束')
    // As an impatient hand does: once is enough.
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).dblclick()
    await page.getByText('已停用').first().waitFor()
    await page.getByText('原因：试用结束').waitFor()
  })

  it('changes many at once after showing what that does', async () => {
    const one = await keeper()
    const { page, go } = one
    await go(`${SYSTEMS}?only=changeable&size=20`)
    await page.locator('tbody .pick input').nth(0).check()
    await page.locator('tbody .pick input').nth(1).check()
    await page.getByRole('button', { name: '批量修改' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('要修改的项目').selectOption({ label: '承建单位' })
    await dialog.getByRole('button', { name: '先试算，看看结果' }).click()
    await dialog.getByText('这些记录的“承建单位”会被清空').waitFor()
    await dialog.getByRole('button', { name: '返回修改' }).click()
    await dialog.getByLabel(/^承建单位/).fill(`统建公司${Date.now() % 1000}`)
    await dialog.getByRole('button', { name: '先试算，看看结果' }).click()
    await dialog.getByText('将改动 2 条').waitFor()
    await dialog.getByRole('button', { name: '确认执行' }).click()
    await dialog.getByText('已改动 2 条').waitFor()
    await dialog.getByRole('button', { name: '完成' }).click()
    await expect.poll(() => page.getByText(/已选/).count()).toBe(0)
  })

  it('offers to retire many only to whoever may retire', async () => {
    for (const [account, register, count] of [
      [KEEPER, 'information_system', 1],
      ['xu.min', 'student', 0],
    ] as const) {
      const { page, go, signIn } = await visit()
      await signIn(account)
      await go(`/registers/${register}`)
      await page.locator('tbody .pick input').first().check()
      await page.getByRole('button', { name: '批量修改' }).waitFor()
      await expect.poll(() => page.getByRole('button', { name: '批量停用' }).count()).toBe(count)
    }
  })
})
