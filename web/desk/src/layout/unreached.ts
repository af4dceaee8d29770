import { readonly, ref } from 'vue'
import type { Router } from 'vue-router'

const KEY = 'shuyuan.reloaded'

/** The path of a page whose files could not be read; the page before it stays. */
const path = ref('')
export const unreached = readonly(path)

/**
 * The files of a page are read when it is first opened. A node that has been upgraded meanwhile has others: then the new program is read as
 * a whole, at the same address, once. Where the node cannot be reached, what stands is kept.
 */
export function watchUnreached(router: Router) {
  router.beforeEach(() => void (path.value = ''))
  router.onError(async (_failure, to) => {
    const node = await fetch('/api/node').catch(() => undefined)
    if (node?.ok && sessionStorage.getItem(KEY) !== to.fullPath) {
      sessionStorage.setItem(KEY, to.fullPath)
      window.location.assign(to.fullPath)
      return
    }
    path.value = to.fullPath
  })
  router.afterEach((_to, _from, failure) => {
    if (!failure) sessionStorage.removeItem(KEY)
  })
}
