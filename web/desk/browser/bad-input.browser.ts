import { describe, expect, it } from 'vitest'
import { begin, fillIn, KEEPER, saved, save, SYSTEMS } from './forms.ts'
import { node, visit, type Visit, withBrowser } from './visit.ts'

const path = (record: string) => record.replace(/\/([^/]+)$/, '/records/$1')

describe('a form that gets what nobody expected', () => {
  withBrowser()

  async function keeper(): Promise<Visit> {
    const found = await visit()
    await found.signIn(KEEPER)
    await begin(found)
    return found
  }

  it.each([
    ['markup', '<img src=x onerror="document.title=`hacked`"><script>document.title="hacked"</script>'],
    ['a formula', '=1+1'],
    ['what turns the reading direction', 'abc\u202Eedoc\u200F'],
    ['emoji and rare characters', '👨‍👩‍👧‍👦龘𠮷𰻝é'],
  ])('saves %s and shows it as it is', async (_, odd) => {
    const one = await keeper()
    const { page, context } = one
    const name = `${odd}${Date.now() % 100_000}`
    await fillIn(one, name)
    await page.getByLabel(/^主要功能/).fill(odd)
    await save(one)
    const record = await saved(one)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(name)
    await expect.poll(() => page.title()).not.toBe('hacked')
    const answer = await context.request.get(`/api${path(record)}`)
    const { values } = (await answer.json()) as { values: Record<string, string> }
    expect([values.name, values.purpose]).toEqual([name, odd])
    await one.go(`${SYSTEMS}?search=${encodeURIComponent(name)}`)
    await expect.poll(() => page.getByRole('link', { name }).first().textContent()).toBe(name)
    await expect.poll(() => page.title()).not.toBe('hacked')
  })

  it('refuses ten thousand characters in words, and keeps them to be shortened', async () => {
    const one = await keeper()
    const { page } = one
    await fillIn(one, '长文系统')
    const long = '𠮷'.repeat(10_000)
    await page.getByLabel(/^主要功能/).fill(long)
    await save(one)
    await page.getByRole('heading', { name: '有 1 项需要更正' }).waitFor()
    await page
      .getByText(/文字太长，最多 \d+ 个字/)
      .first()
      .waitFor()
    await expect.poll(() => page.getByLabel(/^主要功能/).inputValue()).toBe(long)
  })

  it('tells how something is written before it is saved', async () => {
    const one = await keeper()
    const { page } = one
    await page.getByLabel(/^访问地址/).fill('example.cn')
    await expect.poll(() => page.getByText(/格式不对/).count()).toBe(0)
    await page.getByLabel(/^承建单位/).click()
    await page.getByText('格式不对。应为网址：以 http:// 或 https:// 开头。').first().waitFor()
    await page.getByLabel(/^访问地址/).fill('https://example.cn')
    await page
      .getByText(/格式不对/)
      .first()
      .waitFor({ state: 'detached' })
  })

  it('tells what contradicts itself beside the last field that somebody has been to', async () => {
    const one = await keeper()
    const { page } = one
    const told = '填写了等保备案号，就要选择等保级别。'
    await page.getByLabel(/备案号/).fill('34010099000-26001')
    await expect.poll(() => page.getByText(told).count()).toBe(0)
    await page.getByLabel(/^承建单位/).click()
    await page.locator('#field-filing_no').getByText(told).waitFor()
    await page.getByLabel(/^等保级别/).focus()
    await page.getByLabel(/^承建单位/).click()
    await page.locator('#field-level').getByText(told).waitFor()
    const above = page.getByRole('alert').getByText(told)
    await above.getByRole('link').first().waitFor()
    await page.getByLabel(/^等保级别/).selectOption({ index: 3 })
    await above.waitFor({ state: 'detached' })
  })

  it('makes one record where the answer got lost, and shows what was saved where it has changed since', async () => {
    const one = await keeper()
    const { page, context } = one
    const name = `失联系统${Date.now() % 100_000}`
    await fillIn(one, name)
    const losesAnswer = () =>
      page.route('**/records', async (route) => void (await route.fetch(), await route.abort()), { times: 1 })
    await losesAnswer()
    await save(one)
    await page.getByText('无法连接服务器').waitFor()
    await save(one)
    await saved(one)
    const asked = await context.request.get(`/api/registers/information_system/records?search=${name}`)
    expect(((await asked.json()) as { records: unknown[] }).records).toHaveLength(1)

    await begin(one)
    await fillIn(one, `${name}乙`)
    await losesAnswer()
    await save(one)
    await page.getByText('无法连接服务器').waitFor()
    await page.getByLabel(/^承建单位/).fill('后来才想起的公司')
    await save(one)
    await page.getByText('这条记录先前已经保存成功').waitFor()
    await page.getByRole('button', { name: '按所选内容继续' }).click()
    await save(one)
    await saved(one)
    await page.getByRole('main').getByText('后来才想起的公司').first().waitFor()
    const again = await context.request.get(`/api/registers/information_system/records?search=${name}乙`)
    expect(((await again.json()) as { records: unknown[] }).records).toHaveLength(1)
  })

  it('asks where the same record was changed in another tab', async () => {
    const one = await keeper()
    await fillIn(one, `两页系统${Date.now() % 100_000}`)
    await save(one)
    const record = await saved(one)
    const other = { ...one, page: await one.context.newPage() }
    await one.go(`${record}/edit`)
    await other.page.goto(`${node.url}${record}/edit`, { waitUntil: 'networkidle' })
    await other.page.getByLabel(/^承建单位/).fill('另一页的公司')
    await save(other)
    await saved(other)
    await one.page.getByLabel(/^承建单位/).fill('这一页的公司')
    await save(one)
    const maker = one.page.getByRole('group', { name: '承建单位' })
    await maker.getByLabel(/这一页的公司/).check()
    await one.page.getByRole('button', { name: '按所选内容继续' }).click()
    await save(one)
    await saved(one)
    await one.page.getByRole('main').getByText('这一页的公司').first().waitFor()
  })

  it('loses nothing when the session ends half way', async () => {
    const one = await keeper()
    const { page, context } = one
    const name = `半途系统${Date.now() % 100_000}`
    await fillIn(one, name)
    await context.request.delete('/api/session', { headers: { Origin: node.url } })
    await page.getByLabel(/^承建单位/).fill('半途的公司')
    page.removeAllListeners('console')
    await save(one)
    const dialog = page.getByRole('dialog', { name: '请重新登录' })
    await dialog.getByLabel('密码', { exact: true }).fill(node.people[KEEPER]!)
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await saved(one)
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe(name)
    await page.getByRole('main').getByText('半途的公司').first().waitFor()
  })

  it('shows nothing of it to whoever signs in next at the same computer', async () => {
    const one = await keeper()
    const { page, context } = one
    await page.getByLabel(/^系统名称/).fill('前一位写的系统')
    await page.route('**/drafts/**', (route) => route.abort())
    await page.getByText('草稿先留在这个窗口里').waitFor()
    await context.request.delete('/api/session', { headers: { Origin: node.url } })
    page.removeAllListeners('console')
    await page.unroute('**/drafts/**')
    await page.getByLabel(/^承建单位/).fill('前一位写的公司')
    const dialog = page.getByRole('dialog', { name: '请重新登录' })
    await dialog.waitFor()
    page.on('dialog', (leaving) => void leaving.accept())
    await one.signIn('tao.li')
    await one.go(`${SYSTEMS}/new`)
    await page.getByLabel(/^系统名称/).waitFor()
    await expect.poll(() => page.getByLabel(/^系统名称/).inputValue()).toBe('')
    await expect.poll(() => page.getByRole('link', { name: '继续填写' }).count()).toBe(0)

    await one.signIn(KEEPER)
    await one.go(`${SYSTEMS}/new`)
    await page.getByRole('link', { name: '继续填写' }).click()
    await expect.poll(() => page.getByLabel(/^系统名称/).inputValue()).toBe('前一位写的系统')
    await page.getByRole('button', { name: '放弃修改' }).click()
  })
})
