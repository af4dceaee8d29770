import type { RecordRow } from '@shuyuan/shared/api'
import { computed, reactive } from 'vue'

/** The records that somebody has ticked, with the versions that were seen; they stay ticked from page to page. */
export function useSelection() {
  const versions = reactive(new Map<string, number>())

  function toggle({ id, version }: RecordRow) {
    if (!versions.delete(id)) versions.set(id, version)
  }

  const has = ({ id }: RecordRow) => versions.has(id)
  const hasAll = (records: RecordRow[]) => records.length > 0 && records.every(has)

  function toggleAll(records: RecordRow[]) {
    const missing = records.filter((record) => !has(record))
    for (const record of missing.length ? missing : records) toggle(record)
  }

  return {
    count: computed(() => versions.size),
    records: () => [...versions].map(([id, version]) => ({ id, version })),
    has,
    hasAll,
    toggle,
    toggleAll,
    /** The first so many have been dealt with. */
    drop: (count: number) => [...versions.keys()].slice(0, count).forEach((id) => versions.delete(id)),
    clear: () => versions.clear(),
  }
}

export type Selection = ReturnType<typeof useSelection>
