import { useNode } from '../session/useNode'
import { formatInstant } from '../time/zone'

/** Moments as the node's clocks show them. */
export function useMoment() {
  const { node } = useNode()
  return (instant: string) => formatInstant(instant, node.value?.timeZone ?? 'Asia/Shanghai')
}
