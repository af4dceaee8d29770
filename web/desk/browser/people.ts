import { expect } from 'vitest'
import { node, type PHONE, visit, type Visit } from './visit.ts'

const OWN = '山高月小水落石出 2026'
let serial = 0

export interface Made {
  id: string
  account: string
  password: string
}

export const unique = (word: string) => `${word}.${Date.now().toString(36)}${serial++}`

export async function ask<T>({ context }: Visit, method: string, path: string, data?: object): Promise<T> {
  const answer = await context.request.fetch(path, { method, data })
  const text = await answer.text()
  expect(answer.ok(), `${method} ${path}: ${text}`).toBe(true)
  return (text ? JSON.parse(text) : undefined) as T
}

/** Two counties. */
export async function counties(person: Visit): Promise<[string, string]> {
  const path = '/api/registers/organisation/records?kind=county_authority&size=2'
  const { records } = await ask<{ records: { id: string }[] }>(person, 'GET', path)
  return [records[0]!.id, records[1]!.id]
}

export function makeAccount(person: Visit, word: string, ...grants: { role: string; at: string }[]) {
  return ask<Made>(person, 'POST', '/api/accounts', { account: unique(word), name: '试用员', grants })
}

/** Signs somebody in by the page, who then chooses an own password. */
export async function enter(
  made: { account: string; password: string },
  size?: typeof PHONE,
): Promise<Visit> {
  const person = await visit(size)
  const { page } = person
  await person.go('/sign-in')
  await page.getByLabel('账号', { exact: true }).fill(made.account)
  await page.getByLabel('密码', { exact: true }).fill(made.password)
  await page.getByRole('main').getByRole('button', { name: '登录', exact: true }).click()
  await page.getByLabel('当前密码').fill(made.password)
  await page.getByLabel(/^新密码/).fill(OWN)
  await page.getByLabel('再输入一次新密码').fill(OWN)
  await page.getByRole('button', { name: '保存新密码' }).click()
  await page.waitForURL(`${node.url}/`)
  await page.waitForLoadState('networkidle')
  return person
}
