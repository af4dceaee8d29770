import { describe, expect, it } from 'vitest'
import { begin, drafts, fillIn, KEEPER, save, saved, SYSTEMS } from './forms.ts'
import { visit, withBrowser } from './visit.ts'

describe('what is typed into a form', () => {
  withBrowser()

  async function keeper() {
    const one = await visit()
    await one.signIn(KEEPER)
    await begin(one)
    const kept = async () => (await drafts(one)).map(({ title }) => title)
    return { ...one, kept, name: one.page.getByLabel(/^系统名称/) }
  }

  it('is taken for the record that has exactly that name, without picking it', async () => {
    const { page } = await keeper()
    const owner = page.getByRole('combobox', { name: /^主管单位/ })
    await owner.fill('云川市教育局')
    await owner.press('Tab')
    await page.getByRole('button', { name: '清除“主管单位”' }).waitFor()
    await expect.poll(() => owner.inputValue()).toBe('云川市教育局')
    const support = page.getByRole('combobox', { name: /^运维单位/ })
    await support.fill('没有这个单位')
    await support.press('Tab')
    await expect.poll(() => support.inputValue()).toBe('')
  })

  it('is not passed over where it is half a date', async () => {
    const one = await keeper()
    const { page } = one
    await fillIn(one, `半个日期${Date.now() % 100_000}`)
    const since = page.getByLabel(/^上线日期/)
    await since.focus()
    await page.keyboard.type('20')
    await save(one)
    const told = page.locator('#field-since').getByText('日期或时间没有填完整')
    await told.waitFor()
    await since.focus()
    await page.keyboard.press('Delete')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Delete')
    await page.getByLabel(/^承建单位/).click()
    await told.waitFor({ state: 'detached' })
    await save(one)
    await saved(one)
  })

  it('is a number with full-width digits and commas, too', async () => {
    const { page } = await keeper()
    const accounts = page.getByLabel(/^用户数/)
    await accounts.fill('１,２００')
    await accounts.press('Tab')
    await expect.poll(() => accounts.inputValue()).toBe('1200')
    await expect.poll(() => page.locator('#field-accounts .fault').count()).toBe(0)
  })

  it('waits until the draft that was found is taken up or thrown away', async () => {
    const { page, go, kept, name } = await keeper()
    await name.fill('写了一半的系统')
    await page.getByText('草稿已自动保存').waitFor()
    await go(`${SYSTEMS}/new`)
    await page.getByRole('link', { name: '继续填写' }).waitFor()
    await expect.poll(() => name.count()).toBe(0)
    await page.getByRole('button', { name: '丢弃草稿' }).click()
    await name.waitFor()
    await expect.poll(() => name.inputValue()).toBe('')
    await expect.poll(kept).toEqual([])
  })

  it('leaves no draft when it is taken back', async () => {
    const { page, kept, name } = await keeper()
    await name.fill('写了又删')
    await page.getByText('草稿已自动保存').waitFor()
    await expect.poll(() => kept()).toEqual(['写了又删'])
    await name.fill('')
    await expect.poll(kept).toEqual([])
  })

  it('stays thrown away where it was just on its way to the node', async () => {
    const { page, kept, name } = await keeper()
    await page.route('**/api/drafts/information_system/*', async (route) => {
      if (route.request().method() === 'PUT') await page.waitForTimeout(400)
      await route.continue()
    })
    const begun = page.waitForRequest((request) => request.method() === 'PUT')
    await name.fill('不再回来的系统')
    await begun
    await page.getByRole('button', { name: '放弃' }).click()
    await page.waitForURL(new RegExp(`${SYSTEMS}$`))
    await page.waitForTimeout(700)
    await expect.poll(() => kept()).toEqual([])
  })

  it('is asked about when the page is closed before it was kept', async () => {
    const { page, name } = await keeper()
    const asked: string[] = []
    page.on('dialog', (dialog) => (asked.push(dialog.type()), void dialog.accept()))
    await name.fill('先写的')
    await page.getByText('草稿已自动保存').waitFor()
    await name.press('End')
    await page.keyboard.type('又写的')
    await page.reload({ waitUntil: 'networkidle' })
    expect(asked).toEqual(['beforeunload'])
  })

  it('is not met again by going back from the record that was saved', async () => {
    const one = await keeper()
    const { page, go } = one
    await go(SYSTEMS)
    await page.getByRole('link', { name: /^新建/ }).click()
    await fillIn(one, `不再回来${Date.now() % 100_000}`)
    await save(one)
    await saved(one)
    await page.goBack()
    await page.waitForURL(/information_system$/)
  })
})
