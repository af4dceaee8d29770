import '@shuyuan/shared/tokens.css'
import { createApp } from 'vue'
import App from './App.vue'
import './base.css'
import './print.css'
import { i18n, language, speak } from './i18n'
import { watchUnreached } from './layout/unreached'
import { router } from './router'
import { useNode } from './session/useNode'
import { recallOnReturn, useSession } from './session/useSession'

speak(language.value)
void useNode().introduce()
void useSession().recall()
recallOnReturn()
watchUnreached(router)

createApp(App).use(i18n).use(router).mount('#desk')
