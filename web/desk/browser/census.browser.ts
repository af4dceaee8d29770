import type { Session } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { ask, unique } from './people.ts'
import { as, records, rowOf } from './rows.ts'
import {
  expectAccessible,
  expectChinese,
  expectNoSidewaysScroll,
  PHONE,
  type Visit,
  withBrowser,
} from './visit.ts'

const KEEPER = 'wu.yuanzhou'
const CLERK = 'qin.lan'

describe('a census', () => {
  withBrowser()

  it('is opened for all below, confirmed by a school, followed county by county, closed and compared', async () => {
    const keeper = await as(KEEPER)
    const name = unique('普查')
    await keeper.go('/catalogues/census')
    await keeper.page.getByRole('link', { name: '发起普查' }).click()
    await keeper.page.getByText(/共 \d+ 个单位会收到填报/).waitFor()
    await keeper.page.getByLabel('名称', { exact: true }).fill(name)
    await keeper.page.getByLabel('截止日期').fill('2099-12-31')
    await keeper.page.getByRole('button', { name: /向 \d+ 个单位下达/ }).click()
    await keeper.page.waitForURL(/census\/[0-9a-f-]{36}$/)
    const round = keeper.page.url().split('/').pop()!
    // The first is that of the progress; the comparison below, read later, has another.
    const district = rowOf(keeper, '云川市青澜区教育局').first()
    await district.waitFor()
    const cells = () => district.getByRole('cell').allInnerTexts()
    const [asked, answered] = await cells()
    expect(Number(asked)).toBeGreaterThan(5)
    expect(answered).toBe('0')
    expect(await records(keeper, 'census_return', `round=${round}&state=pending`)).not.toHaveLength(0)

    const clerk = await as(CLERK)
    const [own] = await records(clerk, 'census_return', `round=${round}`)
    await clerk.go(`/catalogues/census`)
    await clerk.page.getByRole('heading', { name: /等待您确认/ }).waitFor()
    await clerk.go(`/catalogues/census/${round}/${own!.id}`)
    await clerk.page.getByRole('link', { name: '文昌小学校园门户' }).waitFor()
    await clerk.page.getByRole('link', { name: '更正' }).first().waitFor()
    await clerk.page.getByLabel('已更正，现与实际一致').check()
    await clerk.page.getByLabel('更正了什么').fill('补了责任人')
    await clerk.page.getByRole('button', { name: '确认', exact: true }).click()
    await clerk.page.getByText('更正后确认').waitFor()

    await keeper.go(`/catalogues/census/${round}`)
    expect((await cells()).slice(0, 3)).toEqual([asked, '1', '1'])
    await keeper.page.getByRole('button', { name: '补充下达' }).click()
    await keeper.page.getByRole('button', { name: '查看还缺谁' }).click()
    await keeper.page.getByText('这些单位都已收到填报。').waitFor()
    await keeper.page.keyboard.press('Escape')
    await keeper.page.getByRole('button', { name: '结束本轮' }).click()
    await keeper.page.getByRole('button', { name: '确认结束' }).click()
    await keeper.page.getByText(/\d{4}-\d\d-\d\d 结束/).waitFor()

    await clerk.go(`/catalogues/census/${round}/${own!.id}`)
    await clerk.page.getByText('这一轮普查已经结束，填报不能再改。').waitFor()
    await expect.poll(() => clerk.page.getByRole('button', { name: '确认', exact: true }).count()).toBe(0)
    const [now] = await records(clerk, 'census_return', `round=${round}`)
    const refused = await clerk.context.request.put(`/api/registers/census_return/records/${own!.id}`, {
      data: { version: now!.version, values: { note: '改' } },
      headers: { Origin: new URL(clerk.page.url()).origin },
    })
    expect(refused.status()).toBe(403)

    await keeper.go(`/catalogues/census/${round}`)
    const compared = keeper.page.getByRole('region', { name: '与上一轮比较' })
    await compared.waitFor()
    expect(Number(await compared.getByRole('link', { name: /青澜区教育局 信息系统/ }).innerText())).toBe(
      (await records(keeper, 'information_system', `owner.under=${await districtId(keeper)}`)).length,
    )
  })

  it('is confirmed only where all entries could be read, and begins with what was said before', async () => {
    const clerk = await as(CLERK)
    const [own] = await records(clerk, 'census_return', 'when=awaited&size=1')
    const round = (own!.values.round as { id: string }).id
    const path = `/catalogues/census/${round}/${own!.id}`
    const confirm = clerk.page.getByRole('button', { name: '确认', exact: true })
    await clerk.page.route('**/registers/facility/records?*', (route) => route.abort())
    await clerk.go(path)
    await clerk.page.getByRole('alert').waitFor()
    await expect.poll(() => confirm.count()).toBe(0)
    await clerk.page.unroute('**/registers/facility/records?*')
    await clerk.page.getByRole('button', { name: '重试' }).click()
    await confirm.waitFor()
    await clerk.page.getByText('已过截止日期').waitFor()

    const answered = { ...own!, values: { ...own!.values, state: 'corrected', note: '补了责任人' } }
    await clerk.page.route(`**/census_return/records/${own!.id}`, (route) =>
      route.fulfill({ json: { ...answered, mayChange: true } }),
    )
    await clerk.go(path)
    await expect.poll(() => clerk.page.getByLabel('更正了什么').inputValue()).toBe('补了责任人')
  })

  it('is opened once, even where the first attempt was cut off, for the organisation of whoever opens it', async () => {
    const keeper = await as(KEEPER)
    const name = unique('断网普查')
    // Who is asking is known only after the page stands.
    await keeper.page.route('**/api/session', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500))
      await route.continue()
    })
    await keeper.go('/catalogues/census/new')
    await keeper.page.getByText(/共 \d+ 个单位会收到填报/).waitFor()
    await keeper.page.getByLabel('名称', { exact: true }).fill(name)
    await keeper.page.getByLabel('截止日期').fill('2099-12-31')
    await keeper.page.route('**/census_return/creations', (route) => route.abort())
    await keeper.page.getByRole('button', { name: /向 \d+ 个单位下达/ }).click()
    await keeper.page.getByRole('alert').waitFor()
    await keeper.page.unroute('**/census_return/creations')
    await keeper.page.getByRole('button', { name: /向 \d+ 个单位下达/ }).click()
    await keeper.page.waitForURL(/census\/[0-9a-f-]{36}$/)
    const rounds = await records(keeper, 'census_round', `sort=-opened&size=100`)
    expect(rounds.filter(({ values }) => values.name === name)).toHaveLength(1)
  })

  it('that asked nobody says so before it is closed', async () => {
    const keeper = await as(KEEPER)
    const organisation = (await ask<Session>(keeper, 'GET', '/api/session')).grants[0]!.at!.id
    const today = new Date().toISOString().slice(0, 10)
    const values = { organisation, name: unique('空普查'), opened: today, due: today }
    const path = '/api/registers/census_round/records'
    const { id } = await ask<{ id: string }>(keeper, 'POST', path, { values })
    await keeper.go(`/catalogues/census/${id}`)
    await keeper.page.getByRole('button', { name: '结束本轮' }).click()
    const dialog = keeper.page.getByRole('dialog')
    await dialog.getByText('这一轮还没有下达给任何单位。').waitFor()
    await dialog.getByRole('button', { name: '确认结束' }).click()
    await keeper.page.getByText(/\d{4}-\d\d-\d\d 结束/).waitFor()
  })

  const districtId = async (person: Visit) =>
    (await records(person, 'organisation', 'search=云川市青澜区教育局&size=1'))[0]!.id

  it('is accessible, in Chinese and no wider than a phone, with the catalogues', async () => {
    const person = await as(KEEPER, PHONE)
    const [late] = await records(person, 'census_return', 'when=awaited&size=1')
    const round = (late!.values.round as { id: string }).id
    const paths = [
      '/catalogues',
      '/catalogues?catalogue=facility&question=cites_withdrawn',
      '/catalogues?catalogue=data_resource&graph=all',
      '/catalogues/census',
      '/catalogues/census/new',
      `/catalogues/census/${round}`,
      `/catalogues/census/${round}?show=answered&under=${await districtId(person)}`,
      `/catalogues/census/${round}/${late!.id}`,
    ]
    for (const path of paths) {
      await person.go(path)
      await person.page.locator('h1').first().waitFor()
      await expectNoSidewaysScroll(person.page)
      await expectChinese(person.page)
      await expectAccessible(person.page)
    }
  })
})
