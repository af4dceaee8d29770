import type { DraftEntry } from '@shuyuan/shared/api'
import { node, type Visit } from './visit.ts'

export const SYSTEMS = '/registers/information_system'
export const KEEPER = 'wu.yuanzhou'

/** The account's own drafts. */
export async function drafts({ context }: Pick<Visit, 'context'>): Promise<DraftEntry[]> {
  const answer = await context.request.get('/api/drafts')
  return ((await answer.json()) as { drafts: DraftEntry[] }).drafts
}

/** Opens the form for a new system; what was begun before is thrown away. */
export async function begin(one: Pick<Visit, 'context' | 'go'>) {
  const headers = { Origin: node.url }
  for (const { register, record } of await drafts(one)) {
    await one.context.request.delete(`/api/drafts/${register}/${record}`, { headers })
  }
  await one.go(`${SYSTEMS}/new`)
}

/** What a new system needs. */
export async function fillIn({ page }: Pick<Visit, 'page'>, name: string) {
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
