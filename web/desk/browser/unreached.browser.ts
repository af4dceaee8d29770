import { describe, it } from 'vitest'
import { visit, withBrowser } from './visit.ts'

describe('a page whose files are not there', () => {
  withBrowser()

  it('is read anew with the whole program where the node has been upgraded meanwhile', async () => {
    const { page, go } = await visit()
    await go('/')
    let asked = 0
    await page.route(/\/assets\/ModelOverview-.*\.js/, (route) =>
      asked++ ? route.continue() : route.abort(),
    )
    await page.getByRole('link', { name: '数据标准', exact: true }).click()
    await page.getByRole('heading', { name: '数据标准', level: 1 }).waitFor()
  })

  it('leaves what stands where the network is cut, and opens when it is back', async () => {
    const { page, go, context } = await visit()
    await go('/')
    const before = await page.locator('h1').innerText()
    await context.setOffline(true)
    await page.getByRole('link', { name: '数据标准', exact: true }).click()
    await page.getByRole('alert').getByText('网络不通').waitFor()
    await page.getByRole('heading', { name: before, level: 1 }).waitFor()
    await context.setOffline(false)
    await page.getByRole('alert').getByRole('link', { name: '重试' }).click()
    await page.getByRole('heading', { name: '数据标准', level: 1 }).waitFor()
  })
})
