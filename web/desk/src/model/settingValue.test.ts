import { expect, it } from 'vitest'
import { language } from '../i18n'
import { said, written } from './settingValue'

it.each([
  ['shuyuan.empty', 'false', null, '否', 'No'],
  ['shuyuan.postgres.shared-buffers', '256MB', null, '256M', '256 MB'],
  ['shuyuan.postgres.max-wal-size', '2GB', null, '2G', '2 GB'],
  ['memory', '1536', 'megabytes', '1.5G', '1.5 GB'],
  ['shuyuan.connections', '10', 'connections', '10 个连接', '10 connections'],
  ['shuyuan.suite', 'sm', null, '国密算法（SM4、SM3）', 'Chinese national algorithms (SM4, SM3)'],
  ['shuyuan.time-zone', 'Asia/Shanghai', null, '中国标准时间', 'China Standard Time'],
  [
    'logging.structured.format.console',
    'org.shuyuan.node.LogLine',
    null,
    '每行一条的文字',
    'Text, one entry a line',
  ],
  ['logging.structured.format.console', 'ecs', null, 'ecs', 'ecs'],
  ['shuyuan.data', '/srv/2GB/true', null, '/srv/2GB/true', '/srv/2GB/true'],
] as const)('says %s = %s as people do', (name, value, unit, chinese, english) => {
  const setting = { name, value, unit, origin: 'default' as const }
  language.value = 'zh-CN'
  expect(said(setting)).toBe(chinese)
  language.value = 'en'
  expect(said(setting)).toBe(english)
  language.value = 'zh-CN'
})

it('adds how a value is written where that is told otherwise', () => {
  const setting = (value: string, unit: 'megabytes' | null) =>
    written({ name: 'x', value, unit, origin: 'default' })
  expect(setting('false', null)).toBe('false')
  expect(setting('8080', null)).toBeUndefined()
  expect(setting('989', 'megabytes')).toBeUndefined()
})
