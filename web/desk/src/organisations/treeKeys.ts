/** Moves the focus in a tree as the tree pattern of WAI-ARIA has it; opening and closing are the item's own. */
export function onTreeKey(event: KeyboardEvent, root: HTMLElement) {
  const items = [...root.querySelectorAll<HTMLElement>('[role=treeitem]')]
  const here = (event.target as HTMLElement).closest<HTMLElement>('[role=treeitem]')
  if (!here) return
  const index = items.indexOf(here)
  const expanded = here.getAttribute('aria-expanded')
  const above = root.querySelector<HTMLElement>(`[aria-owns="${here.closest('[role=group]')?.id}"]`)
  const toggle = () => here.dispatchEvent(new CustomEvent('toggle-item'))
  let next: HTMLElement | undefined | null
  if (event.key === 'ArrowDown') next = items[index + 1]
  else if (event.key === 'ArrowUp') next = items[index - 1]
  else if (event.key === 'Home') next = items[0]
  else if (event.key === 'End') next = items[items.length - 1]
  else if (event.key === 'ArrowRight') {
    if (expanded === 'false') toggle()
    else if (expanded === 'true') next = items[index + 1]
  } else if (event.key === 'ArrowLeft') {
    if (expanded === 'true') toggle()
    else next = above
  } else if (event.key === 'Enter' || event.key === ' ') here.dispatchEvent(new CustomEvent('choose-item'))
  else return
  event.preventDefault()
  next?.focus()
}
