import { content, Problem, type Node } from '@shuyuan/shared/api'
import { computed, shallowRef } from 'vue'
import { api } from '../api'

const node = shallowRef<Node>()
const zone = computed(() => node.value?.timeZone ?? 'Asia/Shanghai')

async function introduce() {
  try {
    node.value = await content(api.GET('/api/node'))
  } catch (failure) {
    if (!(failure instanceof Problem)) throw failure
  }
}

export function useNode() {
  return { node, zone, introduce }
}
