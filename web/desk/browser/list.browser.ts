import { beforeEach, describe, expect, it } from 'vitest'
import { fullestRegister, PHONE, visit, type Visit, withBrowser } from './visit.ts'

describe('a list', () => {
  withBrowser()
  let desk: Visit
  let path: string
  let titles: string[]

  beforeEach(async () => {
    desk = await visit()
    await desk.signIn()
    const { register, page } = await fullestRegister(desk)
    path = `/registers/${register.id}`
    titles = page.records.map(({ values }) => String(values[register.title]))
  })

  const shown = (visit: Visit) => visit.page.locator('tbody th a').allTextContents()

  it('is searched by one Chinese character, and the address says so', async () => {
    const { page, go } = desk
    await go(path)
    const character = titles[0]!.match(/\p{Script=Han}/u)![0]
    await page.getByRole('searchbox').pressSequentially(character)
    await page.waitForURL((url) => url.searchParams.get('search') === character)
    await desk.quiet()
    const found = await shown(desk)
    expect(found.length).toBeGreaterThan(0)
    await page.getByRole('button', { name: '清除搜索文字' }).click()
    await page.waitForURL((url) => !url.searchParams.has('search'))
    await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('')
  })

  it('says what to do when nothing is found', async () => {
    const { page, go } = desk
    await go(`${path}?search=龘靐齉爩`)
    await page.getByText('没有符合条件的记录').waitFor()
    await page.getByRole('main').getByRole('button', { name: '清除全部条件' }).last().click()
    await page.waitForURL((url) => url.search === '')
    await page.locator('tbody th a').first().waitFor()
  })

  it('is paged forth and back', async () => {
    const { page, go } = desk
    await go(`${path}?size=2`)
    const first = await shown(desk)
    await page.getByRole('button', { name: '下一页' }).click()
    await page.getByText('第 2 页').waitFor()
    await desk.quiet()
    const second = await shown(desk)
    expect(second).not.toEqual(first)
    await page.locator('tbody th a').first().click()
    await page.waitForURL(/\/registers\/[^/]+\/[^/]+$/)
    await page.goBack()
    await expect.poll(() => shown(desk)).toEqual(second)
    await page.getByRole('button', { name: '上一页' }).click()
    await expect.poll(() => shown(desk)).toEqual(first)
    await page.goForward()
    await page.reload()
    await desk.quiet()
    await expect.poll(() => shown(desk)).toEqual(second)
    await page
      .getByRole('link', { name: '回到第一页' })
      .or(page.getByRole('button', { name: '上一页' }))
      .click()
    await expect.poll(() => shown(desk)).toEqual(first)
  })

  it('is sorted by a column head, up and then down', async () => {
    const { page, go } = desk
    await go(path)
    const head = page.locator('thead th button').first()
    await head.click()
    await page.locator('th[aria-sort=ascending]').waitFor()
    await head.click()
    await page.locator('th[aria-sort=descending]').waitFor()
    expect(new URL(page.url()).searchParams.get('sort')).toMatch(/^-/)
  })

  it('is narrowed by a filter that the address keeps', async () => {
    const { page, go } = desk
    await go(path)
    const select = page.locator('#filters select').first()
    await select.selectOption({ index: 1 })
    await page.waitForURL((url) => url.search !== '')
    const chosen = await select.inputValue()
    await page.reload()
    await desk.quiet()
    await expect.poll(() => select.inputValue()).toBe(chosen)
  })

  it('is found by the initials of pinyin', async () => {
    const { page, go } = desk
    await go('/registers/organisation?search=ycsjyj')
    await expect.poll(() => shown(desk)).toContain('云川市教育局')
    expect(page.url()).toContain('ycsjyj')
  })

  it('goes out as a file with the columns that are seen, or with all', async () => {
    const { page, go } = desk
    await go('/registers/organisation?columns=parent,code&sort=code')
    const heads = async () =>
      (await page.locator('thead th').allTextContents()).map((text) => text.trim()).filter(Boolean)
    const file = async () => {
      const href = await page.getByRole('link', { name: /文本表格/ }).getAttribute('href')
      const csv = await (await page.context().request.get(new URL(href!, page.url()).href)).text()
      return csv.replace('\uFEFF', '').split('\r\n').slice(0, -1)
    }
    const seen = await file()
    const columns = seen[0]!.split(',')
    expect(columns.length).toBe(3)
    for (const column of columns) expect((await heads()).join()).toContain(column)
    await page.getByLabel('包括没有显示的列').check()
    const whole = await file()
    expect(whole[0]!.split(',').length).toBeGreaterThan(3)
    expect(whole.length).toBe(seen.length)
  })

  it('shows the columns that somebody chose, kept in a view that a colleague opens by its address', async () => {
    const one = await visit()
    await one.signIn('wu.yuanzhou')
    await one.go('/registers/information_system')
    const { page } = one
    await page.getByRole('button', { name: '更多筛选' }).click()
    await page.getByRole('group', { name: '显示的列' }).getByLabel('承建单位').check()
    await page.waitForURL(/columns=/)
    await page.getByRole('columnheader', { name: '承建单位' }).waitFor()
    await page.getByRole('button', { name: '在用' }).click()
    await page.waitForURL(/when=in_use/)

    await page.getByRole('button', { name: '把当前列表存为视图' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('视图名称').fill('在用系统的承建单位')
    await dialog.getByLabel('谁可以看到').selectOption({ label: '云川市教育局及所有下级单位的同事' })
    await dialog.getByRole('button', { name: '保存' }).click()
    await page.getByRole('list', { name: '已存视图' }).getByText('已共享').waitFor()
    await page.getByRole('button', { name: '把当前列表存为视图' }).click()
    await dialog.getByLabel('视图名称').fill('在用系统的承建单位')
    await dialog.getByRole('button', { name: '保存' }).click()
    await dialog.getByText('请换一个名称').waitFor()
    // What was typed is mended here; nothing leads away from it.
    await expect.poll(() => dialog.getByRole('link').count()).toBe(0)
    await dialog.getByRole('button', { name: '取消' }).click()

    const below = await visit()
    await below.signIn('tao.li')
    await below.go('/registers/information_system')
    await below.page.getByRole('link', { name: '在用系统的承建单位' }).waitFor()

    await one.go('/registers/information_system')
    await page.getByRole('link', { name: '在用系统的承建单位' }).click()
    await page.waitForURL(/when=in_use/)
    await page.getByRole('columnheader', { name: '承建单位' }).waitFor()
    await page.getByRole('button', { name: '删除视图：在用系统的承建单位' }).click()
    await page.getByRole('button', { name: '同事也会看不到，确认删除' }).click()
    await page.getByRole('link', { name: '在用系统的承建单位' }).waitFor({ state: 'detached' })
  })

  it('is a stack of cards on a phone', async () => {
    const phone = await visit(PHONE)
    await phone.signIn()
    await phone.go(path)
    await expect.poll(() => phone.page.locator('table').count()).toBe(0)
    await phone.page.getByRole('main').getByRole('listitem').getByRole('link').first().waitFor()
    await phone.page.getByRole('button', { name: '筛选' }).click()
    await phone.page.locator('.filters').waitFor()
  })
})
