/** Scrolls the frame around a tree until one of its lines is in the middle; where the line is in sight already, nothing moves. */
export function intoSight(line: HTMLElement) {
  const frame = line.closest('[role=tree]')?.parentElement
  if (!frame) return
  const { top, bottom } = line.getBoundingClientRect()
  const sight = frame.getBoundingClientRect()
  if (top >= sight.top && bottom <= sight.bottom) return
  frame.scrollTop += (top + bottom - sight.top - sight.bottom) / 2
}
