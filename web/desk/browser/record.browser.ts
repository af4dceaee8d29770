import { beforeEach, describe, expect, it } from 'vitest'
import { fullestRegister, visit, type Visit, withBrowser } from './visit.ts'

describe("a record's page", () => {
  withBrowser()
  let desk: Visit
  let title: string

  beforeEach(async () => {
    desk = await visit()
    await desk.signIn()
    const { register, page } = await fullestRegister(desk)
    const changed = [...page.records].sort((a, b) => b.version - a.version)[0]!
    title = String(changed.values[register.title])
    await desk.go(`/registers/${register.id}/${changed.id}`)
  })

  it('shows the fields and who changed what', async () => {
    const { page } = desk
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    await expect.poll(() => page.locator('main dl dt').count()).toBeGreaterThan(2)
    const history = page.locator('section', { has: page.getByRole('heading', { name: '变更历史' }) })
    await expect
      .poll(() => history.getByRole('listitem').first().textContent())
      .toMatch(/(录入|修改|停用|导入).*\d{4}-\d\d-\d\d \d\d:\d\d/)
  })

  it('is called by words where a code stands for it, and shows its fields under their headings', async () => {
    const clerk = await visit()
    await clerk.signIn('xu.min')
    await clerk.go('/registers/enrolment?size=5')
    const link = clerk.page.locator('tbody th a').first()
    await expect.poll(() => link.textContent()).toMatch(/年级|班/)
    const name = await link.textContent()
    await link.click()
    await clerk.page.getByRole('heading', { level: 1, name: name! }).waitFor()
    await clerk.page.getByRole('heading', { level: 2, name: '学校和班级' }).waitFor()
    await clerk.page.getByRole('link', { name: '修改', exact: true }).click()
    await clerk.page.getByRole('heading', { level: 1, name: `修改：${name}` }).waitFor()
    await clerk.page.getByRole('heading', { level: 2, name: '入学和离校' }).waitFor()
  })

  it('shows a past moment, says so, and comes back', async () => {
    const { page } = desk
    const { timeZone } = await (await desk.context.request.get('/api/node')).json()
    const justNow = new Date(Date.now() - 1000).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')
    await page.getByLabel('查看过去某一时刻').fill(justNow)
    await page.getByRole('button', { name: '查看', exact: true }).click()
    await page.waitForURL(/\?at=/)
    await page.getByText('不是最新内容').waitFor()
    await page.emulateMedia({ media: 'print' })
    await expect.poll(() => page.getByText('不是最新内容').isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: '回到最新内容' }).click()
    await page.waitForURL((url) => url.search === '')
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
  })

  it('leads to the records that refer to it', async () => {
    const { page, go, context } = desk
    const asked = await context.request.get('/api/registers/organisation/records?search=云川市教育局&size=1')
    const { records } = (await asked.json()) as { records: { id: string }[] }
    await go(`/registers/organisation/${records[0]!.id}`)
    const links = page.locator('section', { has: page.getByRole('heading', { name: '关联记录' }) })
    const line = links.getByRole('listitem').filter({ hasText: '信息系统' }).first()
    const count = (await line.locator('.count').textContent())!.match(/\d+/)![0]
    await line.getByRole('link').click()
    await page.waitForURL(/information_system\?/)
    await page.getByText(`共 ${count} 条`).waitFor()
  })

  it('refuses a moment still to come', async () => {
    const { page } = desk
    await page.getByLabel('查看过去某一时刻').fill('2999-01-01T00:00')
    await page.getByRole('button', { name: '查看', exact: true }).click()
    await expect.poll(() => page.locator('#as-of-fault').textContent()).toContain('过去')
    expect(page.url()).not.toContain('at=')
  })
})
