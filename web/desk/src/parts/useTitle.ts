import { watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'

/** The page's name in the window's title. */
export function useTitle(title: () => string | undefined) {
  const { t } = useI18n()
  watchEffect(() => {
    const own = title()
    document.title = own ? `${own} · ${t('app.name')}` : t('app.name')
  })
}
