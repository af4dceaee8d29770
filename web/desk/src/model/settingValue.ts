import type { Setting } from '@shuyuan/shared/api'
import { i18n, language } from '../i18n'
import { sized } from '../imports/size'

const { t, te } = i18n.global
const UNITS = { kB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 }
/** Settings of which one of a few words is chosen; an operator may give a log another format than ours. */
const CHOICES = ['shuyuan.suite', 'logging.structured.format.console']

/** A setting's value as people say it in the reader's language; as it is written where nothing says it better. */
export function said({ name, value, unit }: Setting): string {
  if (value === 'true' || value === 'false') return t(value === 'true' ? 'value.yes' : 'value.no')
  if (unit === 'megabytes') return size(Number(value) * UNITS.MB)
  if (unit) return t(`settingsUnit.${unit}`, { count: value })
  const [, amount, scale] = /^(\d+)(kB|MB|GB)$/.exec(value) ?? []
  if (amount) return size(Number(amount) * UNITS[scale as keyof typeof UNITS])
  const choice = `settingsChoice.${value.replaceAll('.', '_')}`
  if (CHOICES.includes(name)) return te(choice) ? t(choice) : value
  return name.endsWith('.time-zone') ? zone(value) : value
}

function size(bytes: number): string {
  const { unit, amount } = sized(bytes)
  return t(`fileSize.${unit}`, { amount })
}

function zone(timeZone: string): string {
  const format = new Intl.DateTimeFormat(language.value, { timeZone, timeZoneName: 'long' })
  return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** As it is written in the command, where that isn't what people are told, with or without its unit. */
export function written(setting: Setting): string | undefined {
  return setting.unit || said(setting) === setting.value ? undefined : setting.value
}
