import type { Visit } from './visit.ts'

export const SYSTEMS = '/registers/information_system'
export const KEEPER = 'wu.yuanzhou'

/** What a new system needs; a draft that was left is dropped. */
export async function fillIn({ page }: Pick<Visit, 'page'>, name: string) {
  const left = page.getByRole('button', { name: '丢弃草稿' })
  await page
    .getByLabel(/^系统名称/)
    .or(left)
    .waitFor()
  if (await left.count()) await left.click()
  await page.getByLabel(/^系统名称/).fill(name)
  await page.getByRole('combobox', { name: /^主管单位/ }).fill('ycsjyj')
  await page.getByRole('option', { name: '云川市教育局', exact: true }).click()
}

export const save = ({ page }: Pick<Visit, 'page'>) =>
  page.getByRole('button', { name: '保存', exact: true }).click()

/** Waits for the page of the record that was saved; answers its path. */
export async function saved({ page }: Pick<Visit, 'page'>): Promise<string> {
  await page.waitForURL(/information_system\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}
