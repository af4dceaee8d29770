import { content } from '@shuyuan/shared/api'
import { api } from '../api'

/** How many organisations at and under each of some lack somebody who answers for a duty they owe, as it is shown; none is left out. */
export async function gapsAt(at: string[], signal: AbortSignal): Promise<Record<string, string>> {
  const pages = []
  for (let i = 0; i < at.length; i += 100) {
    const query = { at: at.slice(i, i + 100) }
    pages.push(
      await content(api.GET('/api/organisations/duties/empty/counts', { params: { query }, signal })),
    )
  }
  const shown: Record<string, string> = {}
  for (const { id, count, capped } of pages.flatMap(({ counts }) => counts)) {
    if (count) shown[id] = capped ? `${count}+` : String(count)
  }
  return shown
}
