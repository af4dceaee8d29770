import { content, Problem, type RecordDetail, type Register } from '@shuyuan/shared/api'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave, useRoute } from 'vue-router'
import { api, nodeNow } from '../api'
import { useRecordTitle } from '../fields/recordTitle'
import { newId } from './newId'
import { useDraft } from './useDraft'
import { useFaults } from './useFaults'
import { type FormValues, presets, toForm, toRequest, writable } from './values'

/** What the form's page does when it has been saved, and when there is something to mend. */
export interface FormEvents {
  saved: (record: RecordDetail) => void
  faulty: () => void
}

/** The state of a form: what was typed, what is wrong with it, how it is saved, and what happens where somebody else was first. */
export function useRecordForm(
  register: () => Register,
  record: RecordDetail | undefined,
  events: FormEvents,
) {
  const { t } = useI18n()
  const route = useRoute()
  /** In the reader's language, which may change meanwhile. */
  const fields = computed(() => writable(register(), !record))
  const given = Object.fromEntries(Object.entries(route.query).map(([name, text]) => [name, String(text)]))
  const start = ref<FormValues>(record ? toForm(fields.value, record.values) : presets(fields.value, {}))
  const values = ref<FormValues>(record ? { ...start.value } : presets(fields.value, given))
  const version = ref(record?.version ?? null)
  /** As the node has it, once it is there. */
  const standing = shallowRef(record)
  const id = ref(record?.id ?? newId(nodeNow()))
  const reason = ref('')
  const problem = shallowRef<Problem>()
  const present = shallowRef<RecordDetail>()
  const saving = ref(false)
  const saved = ref(false)

  const request = computed(() => toRequest(fields.value, values.value, start.value))
  const isChanged = computed(() => Object.keys(request.value).length > 0)
  const faults = useFaults(
    () => ({ register: register(), record: standing.value, id: id.value }),
    fields,
    values,
  )
  /** What the node says of the record as a whole. */
  const others = computed(() =>
    (problem.value?.body.faults ?? []).filter(({ field }) => !fields.value.some(({ id }) => id === field)),
  )

  const title = useRecordTitle(register, () => ({
    [register().title]: values.value[register().title]?.[0] ?? record?.values[register().title] ?? null,
  }))
  const draft = useDraft(register().id, record?.id ?? 'new', () => title.value ?? '')
  void draft.look()
  draft.follow(values, () =>
    isChanged.value && !saved.value
      ? { id: record ? null : id.value, version: version.value, values: values.value }
      : undefined,
  )

  function goOn() {
    const kept = draft.found.value!
    values.value = { ...values.value, ...kept.values }
    version.value = kept.version ?? version.value
    if (!record) id.value = kept.id ?? id.value
    draft.found.value = undefined
    draft.state.value = 'kept'
  }

  function give(id: string, texts: string[]) {
    values.value = { ...values.value, [id]: texts }
    faults.mended(id)
  }

  async function save() {
    problem.value = undefined
    if (!faults.areNone()) return events.faulty()
    saving.value = true
    try {
      const written = await write()
      saved.value = true
      await draft.drop()
      events.saved(written)
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      if (!failure.body.present) return tell(failure)
      present.value = failure.body.present
      events.faulty()
    } finally {
      saving.value = false
    }
  }

  function write(): Promise<RecordDetail> {
    const body = { values: request.value, reason: reason.value.trim() || null }
    if (!standing.value) {
      const params = { path: { register: register().id } }
      const made = { ...body, id: id.value }
      return content(api.POST('/api/registers/{register}/records', { params, body: made }))
    }
    const params = { path: { register: register().id, id: id.value } }
    const changed = { ...body, version: version.value ?? standing.value.version }
    return content(api.PUT('/api/registers/{register}/records/{id}', { params, body: changed }))
  }

  function tell(failure: Problem) {
    problem.value = failure
    faults.tell(failure.body.faults ?? [])
    events.faulty()
  }

  function merge(merged: FormValues, theirs: FormValues) {
    values.value = merged
    start.value = theirs
    version.value = present.value!.version
    standing.value = present.value
    present.value = undefined
  }

  // The browser asks in its own words. Inside the desk nothing is lost, since the draft stays, unless it hasn't reached the node.
  function beforeUnload(event: BeforeUnloadEvent) {
    if (isChanged.value && !saved.value && !draft.isKept()) event.preventDefault()
  }
  window.addEventListener('beforeunload', beforeUnload)
  onScopeDispose(() => window.removeEventListener('beforeunload', beforeUnload))
  onBeforeRouteLeave(() => {
    if (!isChanged.value || saved.value || draft.state.value !== 'here') return true
    return window.confirm(t('form.leave'))
  })

  return {
    ...{
      standing,
      fields,
      values,
      start,
      reason,
      faults,
      others,
      problem,
      present,
      saving,
      isChanged,
      draft,
    },
    ...{ goOn, give, save, merge },
  }
}
