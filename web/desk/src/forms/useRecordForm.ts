import { content, Problem, type RecordDetail, type Register } from '@shuyuan/shared/api'
import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave, useRoute } from 'vue-router'
import { api } from '../api'
import { titleText } from '../fields/title'
import { faultsOf } from './check'
import { useDraft } from './useDraft'
import { type FormValues, presets, toForm, toRequest, writable } from './values'

/** What the form's page does when it has been saved, and when there is something to mend. */
export interface FormEvents {
  saved: (record: RecordDetail) => void
  faulty: () => void
}

/** The state of a form: what was typed, what is wrong with it, how it is saved, and what happens where somebody else was first. */
export function useRecordForm(register: Register, record: RecordDetail | undefined, events: FormEvents) {
  const { t } = useI18n()
  const route = useRoute()
  const fields = writable(register, !record)
  const given = Object.fromEntries(Object.entries(route.query).map(([name, text]) => [name, String(text)]))
  const start = ref<FormValues>(record ? toForm(fields, record.values) : presets(fields, {}))
  const values = ref<FormValues>(record ? { ...start.value } : presets(fields, given))
  const version = ref(record?.version ?? null)
  const reason = ref('')
  /** Fields that somebody has been to: before that nobody is told that they are empty. */
  const left = reactive(new Set<string>())
  const told = ref<Record<string, string>>({})
  const problem = shallowRef<Problem>()
  const present = shallowRef<RecordDetail>()
  const saving = ref(false)
  const saved = ref(false)

  const request = computed(() => toRequest(fields, values.value, start.value))
  const isChanged = computed(() => Object.keys(request.value).length > 0)
  const found = computed(() => faultsOf(register, fields, values.value))
  const faults = computed(() => {
    const shown: Record<string, string> = {}
    for (const { id, max = 0, scale = 0 } of fields) {
      const own = found.value[id]
      if (told.value[id]) shown[id] = told.value[id]
      else if (own && left.has(id)) shown[id] = t(`form.fault.${own}`, { max, scale })
    }
    return shown
  })
  /** What the node says of the record as a whole. */
  const others = computed(() =>
    (problem.value?.body.faults ?? []).filter(({ field }) => !fields.some(({ id }) => id === field)),
  )

  const draft = useDraft(register.id, record?.id ?? 'new', () =>
    titleText(values.value[register.title]?.[0] ?? record?.values[register.title]),
  )
  void draft.look()
  draft.follow(
    values,
    () => version.value,
    () => isChanged.value && !saved.value,
  )

  function goOn() {
    const kept = draft.found.value!
    values.value = { ...values.value, ...kept.values }
    version.value = kept.version ?? version.value
    draft.found.value = undefined
  }

  function give(id: string, texts: string[]) {
    values.value = { ...values.value, [id]: texts }
    delete told.value[id]
  }

  async function save() {
    for (const field of fields) left.add(field.id)
    told.value = {}
    problem.value = undefined
    if (Object.keys(found.value).length) return events.faulty()
    saving.value = true
    try {
      const written = await write()
      saved.value = true
      await draft.drop()
      events.saved(written)
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      if (failure.body.present) present.value = failure.body.present
      else tell(failure)
    } finally {
      saving.value = false
    }
  }

  function write(): Promise<RecordDetail> {
    const body = { values: request.value, reason: reason.value.trim() || null }
    if (!record) {
      const params = { path: { register: register.id } }
      return content(api.POST('/api/registers/{register}/records', { params, body }))
    }
    const params = { path: { register: register.id, id: record.id } }
    const changed = { ...body, version: version.value ?? record.version }
    return content(api.PUT('/api/registers/{register}/records/{id}', { params, body: changed }))
  }

  function tell(failure: Problem) {
    problem.value = failure
    for (const { field, message } of failure.body.faults ?? []) {
      if (field && fields.some(({ id }) => id === field)) told.value[field] = message
    }
    events.faulty()
  }

  function merge(merged: FormValues, theirs: FormValues) {
    values.value = merged
    start.value = theirs
    version.value = present.value!.version
    present.value = undefined
  }

  // The browser asks in its own words. Inside the desk nothing is lost, since the draft stays, unless it hasn't reached the node.
  function beforeUnload(event: BeforeUnloadEvent) {
    if (isChanged.value && !saved.value && draft.state.value !== 'kept') event.preventDefault()
  }
  window.addEventListener('beforeunload', beforeUnload)
  onScopeDispose(() => window.removeEventListener('beforeunload', beforeUnload))
  onBeforeRouteLeave(() => {
    if (!isChanged.value || saved.value || draft.state.value !== 'here') return true
    return window.confirm(t('form.leave'))
  })

  return {
    ...{ fields, values, start, reason, left, faults, others, problem, present, saving, isChanged, draft },
    ...{ goOn, give, save, merge },
  }
}
