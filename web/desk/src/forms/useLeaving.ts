import { onScopeDispose } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

/**
 * Asks before somebody leaves a page on which what was typed would be lost: for another page of the desk in the words of `question`, and
 * before the page is closed, in the browser's own words. The answer ends the asking, where the form is done with or given up.
 */
export function useLeaving(question: () => string, isLost: () => boolean, isLostByClosing = isLost) {
  let isFree = false
  function beforeUnload(event: BeforeUnloadEvent) {
    if (!isFree && isLostByClosing()) event.preventDefault()
  }
  window.addEventListener('beforeunload', beforeUnload)
  onScopeDispose(() => window.removeEventListener('beforeunload', beforeUnload))
  onBeforeRouteLeave(() => isFree || !isLost() || window.confirm(question()))
  return () => void (isFree = true)
}
