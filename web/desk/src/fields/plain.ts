import { h, type FunctionalComponent } from 'vue'
import type { Value } from '@shuyuan/shared/api'
import type { DisplayProps } from './types'

/** A display that is nothing but text. */
export function plain(text: (value: Value) => string): FunctionalComponent<DisplayProps> {
  const display: FunctionalComponent<DisplayProps> = ({ value }) => h('span', text(value))
  display.props = ['field', 'value']
  return display
}
