import { createI18n } from 'vue-i18n'

export type Language = 'zh-CN' | 'en'
/** Groups of texts; each file of a language holds some groups of its own. */
export type Texts = { [group: string]: string | Texts }

const KEY = 'shuyuan.language'

export const messages: Record<Language, Texts> = {
  'zh-CN': Object.assign(
    {},
    ...Object.values(import.meta.glob('./zh-CN/*.json', { eager: true, import: 'default' })),
  ),
  en: Object.assign(
    {},
    ...Object.values(import.meta.glob('./en/*.json', { eager: true, import: 'default' })),
  ),
}

export const i18n = createI18n({
  legacy: false,
  locale: remembered(),
  fallbackLocale: 'zh-CN',
  messages,
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
