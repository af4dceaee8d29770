import { onScopeDispose, ref } from 'vue'

/** Whether the window is a phone's. */
export function useNarrow() {
  const query = window.matchMedia('screen and (max-width: 44rem)')
  const narrow = ref(query.matches)
  const follow = () => (narrow.value = query.matches)
  query.addEventListener('change', follow)
  onScopeDispose(() => query.removeEventListener('change', follow))
  return narrow
}
