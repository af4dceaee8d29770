import { describe, expect, it } from 'vitest'
import { ask } from './people.ts'
import { expectAccessible, expectNoSidewaysScroll, PHONE, visit, withBrowser } from './visit.ts'

describe('organisations', () => {
  withBrowser()

  it('are a tree that opens by keyboard, tells who answers for what, and shows a past day', async () => {
    const { page, go } = await visit()
    await go('/organisations')
    const root = page.getByRole('treeitem').first()
    await root.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/id=/)
    await page.getByRole('heading', { name: '职责', exact: true }).waitFor()
    await page.getByRole('heading', { name: '沿革' }).waitFor()
    await expectAccessible(page)
    await page.getByLabel('日期', { exact: true }).fill('1949-01-01')
    await page.keyboard.press('Enter')
    await page.waitForURL(/day=1949-01-01/)
    await page.getByText('这是 1949-01-01 的机构树').waitFor()
    await page.getByRole('button', { name: '回到今天' }).click()
    await page.waitForURL((url) => !url.search.includes('day='))
  })

  it('are found by initials, and the tree opens there', async () => {
    const { page, go } = await visit(PHONE)
    await go('/organisations')
    await page.getByRole('combobox', { name: '查找机构' }).fill('wcxx')
    await page
      .getByRole('option', { name: /文昌小学/ })
      .first()
      .click()
    await page.waitForURL(/id=/)
    await page
      .locator('[role=treeitem][aria-selected=true]')
      .getByText(/文昌小学/)
      .waitFor()
    // In the frame of the tree, which is lower than the tree.
    const isInSight = () =>
      page.locator('[role=treeitem][aria-selected=true]').evaluate((line) => {
        const frame = line.closest('.tree')!
        const { top, bottom } = line.getBoundingClientRect()
        const sight = frame.getBoundingClientRect()
        return frame.scrollHeight > frame.clientHeight && top >= sight.top && bottom <= sight.bottom
      })
    await expect.poll(isInSight).toBe(true)
    await expectNoSidewaysScroll(page)
  })

  it('ask for no contact data that they do not show', async () => {
    const person = await visit()
    const { page, go, quiet, signIn } = person
    await signIn('he.jing')
    const readings = async () => {
      const path = '/api/evidence?actor=me&action=read'
      const { entries } = await ask<{ entries: { id: string; subject: string }[] }>(person, 'GET', path)
      return entries.filter(({ subject }) => subject === 'organisation').map(({ id }) => id)
    }
    const before = await readings()
    await go('/organisations')
    await page.getByRole('combobox', { name: '查找机构' }).fill('wcxx')
    await page
      .getByRole('option', { name: /文昌小学/ })
      .first()
      .click()
    await page.getByRole('heading', { name: '沿革' }).waitFor()
    await quiet()
    await expect.poll(() => readings()).toEqual(before)
    await page.getByRole('link', { name: '查看完整记录' }).click()
    await page.getByRole('heading', { level: 1, name: /文昌小学/ }).waitFor()
    await quiet()
    expect((await readings()).length).toBeGreaterThan(before.length)
  })

  it('keep what was opened in the tree, and the focus, when one is chosen or the day moves', async () => {
    const { page, go } = await visit()
    await go('/organisations')
    const item = (name: string) => page.getByRole('tree').locator('[role=treeitem]').filter({ hasText: name })
    const open = async (name: string, then: string) => {
      await item(name).focus()
      await page.keyboard.press('ArrowRight')
      await item(then).waitFor()
    }
    await open('云岭省教育厅', '云川市教育局')
    await open('云川市教育局', '青澜区教育局')
    await open('青澜区教育局', '文昌小学')
    await open('松泉区教育局', '松风小学')
    await item('文昌小学').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/id=/)
    await page.getByRole('heading', { name: '沿革' }).waitFor()
    await page.waitForLoadState('networkidle')
    await expect.poll(() => item('松风小学').count()).toBe(1)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('文昌小学')
    await expect.poll(() => page.locator('.one dl dd').filter({ hasText: '—' }).count()).toBe(0)
    await page.getByLabel('日期', { exact: true }).fill('2020-01-01')
    await page.keyboard.press('Enter')
    await page.waitForURL(/day=2020-01-01/)
    await page.waitForLoadState('networkidle')
    await expect.poll(() => item('松风小学').count()).toBe(1)
  })

  it('merge in guided steps that show what happens before it happens, and come apart again', async () => {
    const { page, go, signIn, context } = await visit()
    await signIn()
    const asked = await context.request.get('/api/registers/organisation/records?search=小学&size=9')
    const { records } = (await asked.json()) as { records: { id: string; values: { name: string } }[] }
    // Not the school whose people other tests sign in as.
    const [one, two] = records.filter(({ values }) => !values.name.includes('文昌'))
    await go(`/organisations?id=${one!.id}`)
    await page.getByRole('link', { name: '合并', exact: true }).click()
    await page.getByRole('combobox', { name: /^并入/ }).fill(two!.values.name)
    await page.getByRole('option', { name: two!.values.name, exact: true }).click()
    await page.getByLabel('批准文件').fill('云教〔2026〕9号')
    await page.getByRole('button', { name: '先看影响' }).click()
    const effects = page.getByRole('status').filter({ hasText: '这次变更会带来以下影响' })
    await effects.waitFor()
    await expect.poll(() => effects.getByRole('listitem').count()).toBeGreaterThan(1)
    await page.getByRole('button', { name: '确认变更' }).click()
    await page.waitForURL(/organisations\?id=/)
    await go(`/organisations?id=${one!.id}`)
    await page.getByText('云教〔2026〕9号').first().waitFor()
    // One that has ended can only be brought back, and only its latest event be taken back.
    await expect.poll(() => page.getByRole('link', { name: '合并', exact: true }).count()).toBe(0)
    await expect.poll(() => page.getByRole('button', { name: '撤回' }).count()).toBe(1)
    await page.getByRole('button', { name: '撤回' }).first().click()
    await page.getByRole('dialog').getByText('不再由其他机构承接').waitFor()
    await page.getByRole('dialog').getByLabel('撤回原因').fill('登记错误')
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click()
    await page.getByText('已撤回').first().waitFor()
  })

  it('ask before what was filled in for an event is lost, and go where they were asked from', async () => {
    const { page, go, signIn, context } = await visit()
    await signIn()
    const asked = await context.request.get('/api/registers/organisation/records?search=云川市教育局&size=1')
    const bureau = ((await asked.json()) as { records: { id: string }[] }).records[0]!.id
    const questions: string[] = []
    page.on('dialog', (dialog) => (questions.push(dialog.message()), void dialog.dismiss()))
    const home = page.getByRole('link', { name: '首页' }).first()
    await go(`/organisations/event/close?organisation=${bureau}`)
    await home.click()
    await page.waitForURL((url) => url.pathname === '/')
    expect(questions).toEqual([])
    await go(`/organisations/event/close?organisation=${bureau}`)
    await page.getByLabel('批准文件').fill('云教〔2026〕10号')
    await home.click()
    await expect.poll(() => questions).toEqual([expect.stringContaining('还没有提交')])
    await expect.poll(() => page.getByLabel('批准文件').inputValue()).toBe('云教〔2026〕10号')
    await page.getByRole('button', { name: '取消' }).click()
    await page.waitForURL(new RegExp(`organisations\\?id=${bureau}`))
    expect(questions).toHaveLength(1)
    await go('/organisations/event/unheard')
    await page.getByRole('heading', { name: /没有这个页面|找不到/ }).waitFor()
  })

  it('refuse what cannot be, at the field', async () => {
    const { page, go, signIn, context } = await visit()
    await signIn()
    const asked = await context.request.get('/api/registers/organisation/records?search=云川市教育局&size=1')
    const bureau = ((await asked.json()) as { records: { id: string }[] }).records[0]!.id
    await go(`/organisations/event/move?organisation=${bureau}`)
    await page.getByRole('combobox', { name: /^新的上级/ }).fill('wcxx')
    await page
      .getByRole('option', { name: /文昌小学/ })
      .first()
      .click()
    await page.getByRole('button', { name: '先看影响' }).click()
    await page.getByRole('alert').first().waitFor()
    await expect.poll(() => page.getByRole('alert').first().textContent()).toMatch(/\p{Script=Han}{4}/u)
    // What was filled in is not to be left.
    await expect.poll(() => page.getByRole('alert').getByRole('link').count()).toBe(0)
  })
})
