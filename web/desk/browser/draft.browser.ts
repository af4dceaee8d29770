import { describe, expect, it } from 'vitest'
import { begin, drafts, fillIn, KEEPER, save, saved, SYSTEMS } from './forms.ts'
import { node, visit, type Visit, withBrowser } from './visit.ts'

describe('a draft', () => {
  withBrowser()

  async function keeper(): Promise<Visit> {
    const found = await visit()
    await found.signIn(KEEPER)
    return found
  }

  it('is kept by itself, and opened again from home', async () => {
    const one = await keeper()
    const { page, go } = one
    await begin(one)
    await page.getByLabel(/^系统名称/).fill('写了一半的系统')
    await page.getByText('草稿已自动保存').waitFor()
    await go('/')
    await page.getByRole('link', { name: /没有保存的新记录：写了一半的系统/ }).click()
    await page.getByLabel(/^系统名称/).waitFor()
    await expect.poll(() => page.getByLabel(/^系统名称/).inputValue()).toBe('写了一半的系统')
    await page.getByRole('button', { name: '放弃修改' }).click()
    await page.waitForURL(/information_system$/)
    await go(`${SYSTEMS}/new`)
    await page.getByLabel(/^系统名称/).waitFor()
    await expect.poll(() => page.getByRole('link', { name: '继续填写' }).count()).toBe(0)
  })

  it('of each new record is kept by itself, and one is chosen to go on with', async () => {
    const one = await keeper()
    const { page, go } = one
    const name = page.getByLabel(/^系统名称/)
    await begin(one)
    for (const text of ['先写的系统', '后写的系统']) {
      if (text === '后写的系统') await page.getByRole('button', { name: '填写新的一份' }).click()
      await name.fill(text)
      await page.getByText('草稿已自动保存').waitFor()
      await go(`${SYSTEMS}/new`)
    }
    const begun = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: '继续填写' }) })
    await expect.poll(() => begun.locator('.value').allTextContents()).toEqual(['后写的系统', '先写的系统'])
    await begun.filter({ hasText: '先写的系统' }).getByRole('link', { name: '继续填写' }).click()
    await expect.poll(() => name.inputValue()).toBe('先写的系统')
    const opened = page.url()
    await fillIn(one, `先写的系统${Date.now() % 100_000}`)
    await save(one)
    await saved(one)
    expect((await drafts(one)).map(({ title }) => title)).toEqual(['后写的系统'])
    // What has been saved is not begun once more under its address.
    await page.goto(opened)
    await page.waitForURL(/information_system\/new$/)
    await begun.getByRole('button', { name: '丢弃草稿' }).click()
    await name.waitFor()
    await expect.poll(() => drafts(one)).toEqual([])
  })

  it('is one of a short list; what is older is found at home', async () => {
    const one = await keeper()
    const { page, go, context } = one
    await begin(one)
    for (let i = 0; i < 7; i++) {
      await context.request.put(`/api/drafts/information_system/0199c0de-0000-7000-8000-00000000010${i}`, {
        data: { title: `第 ${i} 份`, values: { name: [`第 ${i} 份`] } },
        headers: { Origin: node.url },
      })
    }
    await go(`${SYSTEMS}/new`)
    await expect.poll(() => page.getByRole('link', { name: '继续填写' }).count()).toBe(5)
    await page.getByRole('link', { name: '另有 2 份' }).click()
    await page.getByRole('link', { name: '没有保存的新记录：第 0 份' }).waitFor()
    await begin(one)
    await page.getByLabel(/^系统名称/).waitFor()
  })

  it('keeps the reason for a change', async () => {
    const one = await keeper()
    const { page, go } = one
    await begin(one)
    await fillIn(one, `说明原因${Date.now() % 100_000}`)
    await save(one)
    const path = await saved(one)
    await go(`${path}/edit`)
    await page.getByLabel(/^修改原因/).fill('名称有误')
    await page.getByText('草稿已自动保存').waitFor()
    await go(`${path}/edit`)
    await page.getByRole('button', { name: '继续填写' }).click()
    await expect.poll(() => page.getByLabel(/^修改原因/).inputValue()).toBe('名称有误')
    await page.getByRole('button', { name: '放弃修改' }).click()
    await page.waitForURL(new RegExp(`${path}$`))
    await expect.poll(() => drafts(one)).toEqual([])
  })
})
