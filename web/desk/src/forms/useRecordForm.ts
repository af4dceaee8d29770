import { content, Problem, type RecordDetail, type Register } from '@shuyuan/shared/api'
import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { api, nodeNow } from '../api'
import { useRecordTitle } from '../fields/recordTitle'
import { newId } from './newId'
import { useDraft } from './useDraft'
import { useFaults } from './useFaults'
import { useLeaving } from './useLeaving'
import { type FormValues, presets, toForm, toRequest, writable } from './values'

/** What the form's page does when it has been saved, and when there is something to mend. */
export interface FormEvents {
  saved: (record: RecordDetail) => void
  faulty: () => void
  /** The draft that was to be opened isn't there any more. */
  gone: () => void
}

/**
 * The state of a form: what was typed, what is wrong with it, how it is saved, and what happens where somebody else was first.
 * `begun` is the id of a new record whose draft is gone on with.
 */
export function useRecordForm(
  register: () => Register,
  record: RecordDetail | undefined,
  begun: string | undefined,
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
  const id = record?.id ?? begun ?? newId(nodeNow())
  const reason = ref('')
  const problem = shallowRef<Problem>()
  const present = shallowRef<RecordDetail>()
  const saving = ref(false)
  const saved = ref(false)

  const request = computed(() => toRequest(fields.value, values.value, start.value))
  const isChanged = computed(() => Object.keys(request.value).length > 0)
  const isBegun = computed(() => (isChanged.value || reason.value.trim() !== '') && !saved.value)
  const faults = useFaults(() => ({ register: register(), record: standing.value, id }), fields, values)
  /** What the node says of the record as a whole. */
  const others = computed(() =>
    (problem.value?.body.faults ?? []).filter(({ field }) => !fields.value.some(({ id }) => id === field)),
  )

  const title = useRecordTitle(register, () => ({
    [register().title]: values.value[register().title]?.[0] ?? record?.values[register().title] ?? null,
  }))
  const draft = useDraft(register().id, id, () => title.value ?? '')
  void lookForDraft()
  draft.follow([values, reason], () =>
    isBegun.value
      ? { version: version.value, reason: reason.value || null, values: values.value }
      : undefined,
  )

  async function lookForDraft() {
    if (!record && !begun) {
      draft.looked.value = true
      return
    }
    await draft.look()
    // Whoever opened the draft of a new record has chosen it already.
    if (record) return
    if (draft.found.value) goOn()
    else events.gone()
  }

  function goOn() {
    const kept = draft.found.value!
    values.value = { ...values.value, ...kept.values }
    reason.value = kept.reason ?? ''
    version.value = kept.version ?? version.value
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
      const made = { ...body, id }
      return content(api.POST('/api/registers/{register}/records', { params, body: made }))
    }
    const params = { path: { register: register().id, id } }
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

  // Inside the desk nothing is lost, since the draft stays, unless it hasn't reached the node.
  useLeaving(
    () => t('form.leave'),
    () => isBegun.value && draft.state.value === 'here',
    () => isBegun.value && !draft.isKept(),
  )

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
