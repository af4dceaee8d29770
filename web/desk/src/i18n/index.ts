import { createI18n } from 'vue-i18n'
import en from './en.json'
import chinese from './zh-CN.json'

declare module 'vue-i18n' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type
  export interface DefineLocaleMessage extends Texts {}
}

type Texts = typeof chinese
export type Language = 'zh-CN' | 'en'

const KEY = 'shuyuan.language'

export const i18n = createI18n({
  legacy: false,
  locale: remembered(),
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': chinese, en } satisfies Record<Language, Texts>,
})

export const language = i18n.global.locale

export function speak(next: Language) {
  language.value = next
  document.documentElement.lang = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}
