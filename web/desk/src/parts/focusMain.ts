/** Puts the focus at the head of the page's content, where what had it has gone; nothing is scrolled. */
export function focusMain() {
  document.getElementById('main')?.focus({ preventScroll: true })
}
