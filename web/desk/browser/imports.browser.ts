import type { Register } from '@shuyuan/shared/api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  DESK,
  expectAccessible,
  expectChinese,
  expectNoSidewaysScroll,
  PHONE,
  visit,
  type Visit,
  withBrowser,
} from './visit.ts'

const REGISTER = 'organisation'
describe('the import wizard', () => {
  withBrowser()
  let desk: Visit
  let founded: string
  /** Of this run alone: the node keeps what earlier ones brought in, and remembers what they said of a header. */
  let mark: string

  beforeEach(async () => {
    desk = await visit()
    await desk.signIn()
    const answer = await desk.context.request.get(`/api/registers/${REGISTER}`)
    const register = (await answer.json()) as Register
    founded = register.fields.find(({ id }) => id === 'founded')!.label
    mark = `试导${Date.now() % 1_000_000_000}`
  })

  // Nothing that is still held or runs stays for the next test.
  afterEach(async () => {
    const { imports } = await (await desk.context.request.get('/api/jobs')).json()
    for (const { register, id, keptUntil } of imports) {
      if (keptUntil) await desk.context.request.delete(`/api/registers/${register}/imports/${id}`)
    }
  })

  const file = (rows: string) => ({
    name: '单位.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`全校单位名${mark},${founded},闲话\n${rows}`),
  })

  async function choose(rows: string) {
    const { page, go } = desk
    await go(`/registers/${REGISTER}`)
    await page.getByRole('link', { name: '导入表格' }).click()
    await page.getByLabel('选择文件').setInputFiles(file(rows))
    await page.waitForURL(/imports\/.*step=columns/)
    await page.getByRole('row', { name: /全校单位名/ }).waitFor()
  }

  async function check() {
    const { page } = desk
    await page.getByRole('combobox', { name: '全校单位名' }).selectOption('name')
    await page.getByRole('button', { name: '开始检查' }).click()
    await page.getByRole('heading', { name: /检查完毕/ }).waitFor()
  }

  it('takes a file with good and bad rows through every step', async () => {
    const { page } = desk
    await choose(`${mark}甲,2001-09-01,x\n${mark}乙,去年,y\n${mark}丙,2002-09-01,\n,2003-09-01,\n`)
    await expect.poll(() => page.getByRole('heading', { name: '现在还不能导入' }).count()).toBe(1)
    await page.getByText('这些必填项没有对应的列').waitFor()
    await expect.poll(() => page.getByRole('button', { name: '开始检查' }).isDisabled()).toBe(true)
    await expect.poll(() => page.getByRole('link', { name: '导入另一个文件' }).count()).toBe(1)

    // A browser that was closed in the middle finds the file again.
    await page.reload({ waitUntil: 'networkidle' })
    await check()
    await expect.poll(() => page.getByRole('heading', { name: '现在还不能导入' }).count()).toBe(0)
    const counts = async () => (await page.locator('dl').first().innerText()).replace(/\s+/g, ' ')
    await expect.poll(() => counts()).toBe('文件共有行数 4 将新增 2 有误 2')

    await page.goBack({ waitUntil: 'networkidle' })
    await page.getByRole('combobox', { name: '全校单位名' }).waitFor()
    await expect.poll(() => page.getByRole('combobox', { name: '全校单位名' }).inputValue()).toBe('name')
    await page.goForward({ waitUntil: 'networkidle' })
    await page.getByRole('heading', { name: /检查完毕/ }).waitFor()

    const kinds = page.getByRole('link', { name: /^1 处/ })
    await kinds.first().waitFor()
    await expect.poll(() => kinds.count()).toBe(2)
    await kinds.filter({ hasText: founded }).click()
    await page.waitForURL(/code=.*field=founded/)
    await page.getByRole('rowheader', { name: '第 5 行' }).waitFor({ state: 'detached' })
    await expect.poll(() => page.getByRole('cell', { name: '去年', exact: true }).count()).toBe(1)

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载待改正的行' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    const mend = await download.path()

    await page.getByRole('button', { name: '写入正确的 2 行' }).click()
    await page.getByRole('heading', { name: '导入完成' }).waitFor()
    await expect.poll(() => counts()).toBe('文件共有行数 4 新增 2 有误，没有写入 2')
    await page.getByRole('link', { name: '导入另一个文件' }).click()

    // The workbook's own columns are known, and what was said of the header is remembered.
    await page.getByLabel('选择文件').setInputFiles(mend)
    await page
      .getByRole('row', { name: /系统加的说明列/ })
      .first()
      .waitFor()
    await expect.poll(() => page.getByRole('row', { name: /系统加的说明列/ }).count()).toBe(2)
    await page.goto(`/registers/${REGISTER}?search=${mark}`, { waitUntil: 'networkidle' })
    await expect.poll(() => page.getByRole('link', { name: new RegExp(`^${mark}[甲丙]$`) }).count()).toBe(2)
    await expect.poll(() => page.getByText(`${mark}乙`).count()).toBe(0)
  })

  it('remembers the columns, writes nothing that is given up, and lists what waits', async () => {
    const { page } = desk
    await choose(`${mark}丁,2001-09-01,x\n`)
    await check()
    await choose(`${mark}丁,2001-09-01,x\n`)
    await page.getByText('沿用上次').first().waitFor()
    await page.goto('/jobs', { waitUntil: 'networkidle' })
    const waiting = page.locator('section', { has: page.getByRole('heading', { name: '等您决定' }) })
    await expect.poll(() => waiting.getByRole('listitem').count()).toBeGreaterThanOrEqual(2)
    await waiting
      .getByRole('link', { name: /^查看并决定/ })
      .first()
      .click()
    await page.getByRole('button', { name: '放弃这次导入' }).click()
    await page.waitForURL(new RegExp(`/registers/${REGISTER}$`))
    await page.goto(`/registers/${REGISTER}?search=${mark}`, { waitUntil: 'networkidle' })
    await page.getByText('没有符合条件的记录').waitFor()
  })

  it('says what to do when the network is cut, and refuses what is too large before it is sent', async () => {
    const { page, go } = desk
    await go(`/registers/${REGISTER}/import`)
    await page.route('**/imports/held?*', (route) => route.abort('connectionreset'), { times: 1 })
    // What the browser itself notes of the cut is expected.
    page.removeAllListeners('console')
    await page.getByLabel('选择文件').setInputFiles(file(`${mark}戊,2001-09-01,\n`))
    await page.getByText('网络中断').waitFor()
    await page.getByRole('button', { name: '重新上传这个文件' }).click()
    await page.waitForURL(/step=columns/)

    await go(`/registers/${REGISTER}/import`)
    let asked = false
    page.on('request', (request) => (asked ||= request.url().includes('/imports/held')))
    await page.getByLabel('选择文件').evaluate((input: HTMLInputElement) => {
      const large = new File(['x'], 'large.csv')
      Object.defineProperty(large, 'size', { value: 3 * 2 ** 30 })
      Object.defineProperty(input, 'files', { value: [large] })
      input.dispatchEvent(new Event('change'))
    })
    await page.getByText('一次最多 2G').waitFor()
    expect(asked).toBe(false)
  })

  for (const [device, size] of Object.entries({ desk: DESK, phone: PHONE })) {
    it(`is accessible, in Chinese and no wider than the window at each step: ${device}`, async () => {
      await desk.context.close()
      desk = await visit(size)
      await desk.signIn()
      const { page, go } = desk
      const look = async () => {
        for (const summary of await page.locator('summary').all()) await summary.click()
        await expectNoSidewaysScroll(page)
        await expectChinese(page)
        await expectAccessible(page)
      }
      await go(`/registers/${REGISTER}/import`)
      await look()
      await choose(`${mark}己,2001-09-01,x\n${mark}庚,去年,y\n`)
      await look()
      await check()
      await look()
      await go('/jobs')
      await look()
    })
  }
})
