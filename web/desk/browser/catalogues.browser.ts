import { describe, expect, it } from 'vitest'
import { as, records, rowOf } from './rows.ts'
import { expectAccessible, visit, withBrowser } from './visit.ts'

const KEEPER = 'wu.yuanzhou'
const CLERK = 'qin.lan'
const COUNTY = 'tao.li'

describe('the four catalogues', () => {
  withBrowser()

  it('stand in the menu of whoever may read them, and of nobody else', async () => {
    const clerk = await as(CLERK)
    await clerk.go('/')
    await clerk.page
      .getByRole('navigation', { name: '主菜单' })
      .getByRole('link', { name: '四本名录' })
      .click()
    await clerk.page.getByRole('heading', { name: '四本名录' }).waitFor()
    const visitor = await visit()
    await visitor.go('/')
    await expect.poll(() => visitor.page.getByRole('link', { name: '四本名录' }).count()).toBe(0)
    await visitor.go('/catalogues')
    await visitor.page.getByRole('heading', { name: '这里没有名录' }).waitFor()
  })

  it('tell of a system who answers, what data it holds, where it stands and whom it serves', async () => {
    const person = await as(KEEPER)
    await person.go('/catalogues')
    const row = rowOf(person, '云川市学籍管理系统')
    for (const name of ['云川市教育局', '学生基本信息', '中小学生转学', '市教育局中心机房']) {
      await row.getByRole('link', { name, exact: true }).waitFor()
    }
    await row.getByText('吴远舟').waitFor()
    await row.getByRole('link', { name: '学生基本信息', exact: true }).click()
    await person.page.waitForURL(/\/registers\/data_resource\//)
  })

  const questions = [
    { catalogue: '信息系统', question: '没有责任人', yes: '云川教育云盘', no: '云川市学籍管理系统' },
    { catalogue: '信息系统', question: '在用但未被引用', yes: '云川教育云盘', no: '云川市学籍管理系统' },
    { catalogue: '信息系统', question: '名称重复', yes: '营养改善计划台账', no: '云川教育云盘' },
    {
      catalogue: '信息系统',
      question: '应备案未备案',
      yes: '义务教育入学服务平台',
      no: '云川市学籍管理系统',
    },
    { catalogue: '信息系统', question: '依据已废止', yes: '云川教育云盘', no: '云川市学籍管理系统' },
    { catalogue: '数据资源', question: '没有来源系统', yes: '学生健康体检', no: '学生基本信息' },
    { catalogue: '数据资源', question: '名称重复', yes: '学生健康体检', no: '学生基本信息' },
    { catalogue: '数据资源', question: '信息项重复采集', yes: '监护人电话', no: '学生姓名' },
    { catalogue: '数据资源', question: '在用但未被引用', yes: '青澜区教学资源目录', no: '学生基本信息' },
    { catalogue: '服务事项', question: '没有责任人', yes: '学历证明补办', no: '教师资格认定' },
    { catalogue: '信息基础设施', question: '依据已废止', yes: '旧数据库服务器', no: '政务云教育专区' },
  ]
  for (const { catalogue, question, yes, no } of questions) {
    it(`answer in one press: ${catalogue}, ${question}`, async () => {
      const person = await as(KEEPER)
      const { page, go } = person
      await go('/catalogues')
      await page
        .getByRole('navigation', { name: '选择名录' })
        .getByRole('link', { name: catalogue, exact: true })
        .click()
      const choice = page
        .getByRole('navigation', { name: '常问的问题' })
        .getByRole('link', { name: question })
      await choice.click()
      await page.waitForURL(/question=/)
      await page.waitForLoadState('networkidle')
      await rowOf(person, yes).first().waitFor()
      await expect.poll(() => rowOf(person, no).count()).toBe(0)
      await expect.poll(() => choice.getAttribute('aria-current')).toBe('true')
      const counted = Number((await choice.locator('strong').innerText()).trim())
      await expect.poll(() => page.locator('tbody tr').count()).toBe(counted)
      await page.reload({ waitUntil: 'networkidle' })
      await rowOf(person, yes).first().waitFor()
    })
  }

  it('set what is collected twice side by side, from outside the scope too, and lead to the records', async () => {
    const person = await as(COUNTY)
    const { page, go } = person
    const [county] = await records(person, 'organisation', `search=${encodeURIComponent('青澜区教育局')}`)
    await go(`/catalogues?catalogue=data_resource&question=collected_twice&under=${county!.id}`)
    const heights = rowOf(person, '身高')
    await heights.nth(1).waitFor()
    await heights.filter({ hasText: '云川市青澜区教育局' }).waitFor()
    const others = heights.filter({ has: page.getByRole('link', { name: '云川市教育局', exact: true }) })
    await others.getByText('数字').waitFor()
    await expectAccessible(page)
    await others.getByRole('link', { name: '学生健康体检' }).click()
    await page.waitForURL(/\/registers\/data_resource\//)
    await page.getByRole('link', { name: '信息项', exact: true }).click()
    await page.waitForURL(/\/registers\/data_item\?resource=/)
    await page.getByRole('link', { name: '身高' }).click()
    await page.getByRole('link', { name: '学生健康体检' }).first().waitFor()
  })

  it('draw how entries hang together, beside the table, and lead from an entry to its record', async () => {
    const person = await as(KEEPER)
    const { page, go } = person
    await go('/catalogues')
    await rowOf(person, '云川市学籍管理系统')
      .getByRole('link', { name: /^看关系/ })
      .click()
    await page.getByText(/共 \d+ 个条目、\d+ 条关联/).waitFor()
    const [, nodes, edges] = (await page.locator('figcaption').innerText()).match(/共 (\d+) 个条目、(\d+)/)!
    expect(Number(nodes)).toBeGreaterThan(5)
    expect(Number(edges)).toBeGreaterThanOrEqual(Number(nodes) - 1)
    await page.locator('.canvas canvas').first().waitFor()
    const drawn = () =>
      page.locator('.canvas canvas').evaluateAll((all) =>
        all.some((each) => {
          const canvas = each as HTMLCanvasElement
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
          return data.some((value) => value > 0)
        }),
      )
    await expect.poll(drawn).toBe(true)
    await expectAccessible(page)
    await go('/catalogues?graph=all')
    await page.getByText(/共 \d+ 个条目/).waitFor()
    await page.getByRole('link', { name: '收起' }).click()
    await expect.poll(() => page.locator('figure').count()).toBe(0)
  })

  it('say what to do where nothing is listed', async () => {
    const { page, go } = await as(KEEPER)
    await go('/catalogues?search=龘靐齉爩')
    await page.getByRole('heading', { name: '没有找到条目' }).waitFor()
    await page.getByRole('link', { name: '清除' }).click()
    await page.waitForURL(/\/catalogues$/)
    await page.locator('tbody tr').first().waitFor()
  })
})
