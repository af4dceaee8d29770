import { mkdirSync, statSync } from 'node:fs'
import type { RecordPage } from '@shuyuan/shared/api'
import { describe, expect, it } from 'vitest'
import { ask } from './people.ts'
import { PHONE, visit, type Visit, withBrowser } from './visit.ts'

/** Where the pictures stand, beside the documents that show them. */
const FOLDER = new URL('../../../docs/screens/', import.meta.url).pathname
const MOST = 200_000
const WIDE = { width: 1366, height: 860 }

interface Screen {
  name: string
  account?: string
  /** The path to take the picture at; what a picture needs beside its path is done first. */
  at: (person: Visit) => Promise<string> | string
  then?: (person: Visit) => Promise<void>
}

async function first(person: Visit, register: string, query: string): Promise<string> {
  const page = await ask<RecordPage>(person, 'GET', `/api/registers/${register}/records?size=1&${query}`)
  return page.records[0]!.id
}

const SCHOOLS = [
  '全校名称,建校日期,备注栏',
  '青澜区桂花小学,2001-09-01,新校区',
  '青澜区桂花中学,去年,待核实',
  '青澜区桂花幼儿园,2003-09-01,',
]

async function checkedImport(person: Visit): Promise<string> {
  const { page, go } = person
  await go('/registers/organisation/import')
  const buffer = Buffer.from(SCHOOLS.join('\n'))
  await page.locator('input[type=file]').setInputFiles({ name: '新建学校.csv', mimeType: 'text/csv', buffer })
  await page.waitForURL(/step=columns/)
  await page.locator('select').nth(0).waitFor()
  return new URL(page.url()).pathname + new URL(page.url()).search
}

const screens: Screen[] = [
  { name: 'sign-in', at: () => '/sign-in' },
  { name: 'home', account: 'wu.yuanzhou', at: () => '/' },
  { name: 'list', account: 'wu.yuanzhou', at: () => '/registers/information_system' },
  {
    name: 'record',
    account: 'wu.yuanzhou',
    at: async (person) =>
      `/registers/information_system/${await first(person, 'information_system', 'when=without_duty')}`,
  },
  {
    name: 'form',
    account: 'wu.yuanzhou',
    at: async (person) =>
      `/registers/information_system/${await first(person, 'information_system', '')}/edit`,
  },
  { name: 'import', account: 'he.jing', at: checkedImport },
  {
    name: 'organisations',
    account: 'he.jing',
    at: async (person) =>
      `/organisations?id=${await first(person, 'organisation', 'kind=school&search=小学')}`,
  },
  {
    name: 'close',
    account: 'he.jing',
    at: async (person) =>
      `/organisations/event/close?organisation=${await first(person, 'organisation', 'kind=school&search=小学')}`,
    then: async ({ page }) => {
      await page.locator('form button[type=submit]').click()
      await page.locator('form section.notice').waitFor()
    },
  },
  { name: 'catalogues', account: 'wu.yuanzhou', at: () => '/catalogues' },
  {
    name: 'census',
    account: 'wu.yuanzhou',
    at: async (person) => `/catalogues/census/${await first(person, 'census_round', 'sort=-opened')}`,
  },
  { name: 'accounts', account: 'he.jing', at: () => '/accounts' },
  { name: 'audit', account: 'fang.zheng', at: () => '/audit' },
]

describe('the most used pages as pictures', () => {
  withBrowser()
  mkdirSync(FOLDER, { recursive: true })

  for (const { name, account, at, then } of screens) {
    it(name, async () => {
      for (const [size, viewport] of [
        ['wide', WIDE],
        ['narrow', PHONE],
      ] as const) {
        const person = await visit(viewport)
        if (account) await person.signIn(account)
        const path = await at(person)
        for (const language of ['zh-CN', 'en']) {
          await person.context.addInitScript(
            (said) => localStorage.setItem('shuyuan.language', said),
            language,
          )
          await person.go(path)
          await then?.(person)
          const file = `${FOLDER}${name}.${size}.${language}.png`
          await person.page.screenshot({ path: file, animations: 'disabled' })
          expect(statSync(file).size, file).toBeLessThan(MOST)
        }
      }
    })
  }
})
