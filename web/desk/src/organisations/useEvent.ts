import { content, type Field, Problem } from '@shuyuan/shared/api'
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { api, renew } from '../api'
import { faultsOf } from '../forms/check'
import { useLeaving } from '../forms/useLeaving'
import type { FormValues } from '../forms/values'
import { useLoad } from '../parts/useLoad'
import { useNode } from '../session/useNode'
import { todayIn } from '../time/zone'
import { type EventInput, type Kind, membersOf, toEvent, valuesOf } from './eventForm'
import { spineOf } from './spine'

/** The form of an event of organisations: what it asks for, what was filled in, what that would do, and how it is carried out. */
export function useEvent(kind: Kind) {
  const { t } = useI18n()
  const route = useRoute()
  const { zone } = useNode()
  const text = (name: string) => (route.query[name] ? [String(route.query[name])] : [])

  const input = reactive<EventInput>({
    kind,
    day: todayIn(zone.value),
    document: '',
    reason: '',
    members: { organisation: text('organisation'), organisations: text('organisation') },
    values: {},
    founds: [],
  })
  const { data: spine, problem: unread, retry } = useLoad(() => 'spine', spineOf)
  const register = computed(() => spine.value?.organisation)
  const members = computed(() =>
    register.value
      ? membersOf(kind, register.value, (member) => t(`organisationEvent.${kind}.${member}`))
      : [],
  )
  const values = computed(() => (register.value ? valuesOf(kind, register.value) : []))
  const effects = shallowRef<{ code: string; message: string }[]>()
  const problem = shallowRef<Problem>()
  const running = ref(false)
  const isTried = ref(false)
  /** What can be told before the node is asked, by field. */
  const own = computed(() => {
    const definition = register.value
    if (!definition) return {}
    // Of an organisation that is there, what isn't given stays as it is.
    const given = kind === 'found' ? { ...emptyOf(values.value), ...input.values } : input.values
    const fields = [...members.value, ...values.value]
    const texts = { ...emptyOf(members.value), ...input.members, ...given }
    const found: Record<string, string> = {}
    for (const [field, fault] of Object.entries(faultsOf(definition, fields, texts))) {
      const { max = 0, scale = 0, format } = fields.find(({ id }) => id === field)!
      found[field] = t(`form.fault.${fault}`, { max, scale, format: format?.label ?? '' })
    }
    return found
  })
  const faults = computed(() => {
    const found: Record<string, string> = isTried.value ? { ...own.value } : {}
    for (const { field, message } of problem.value?.body.faults ?? []) if (field) found[field] = message
    return found
  })
  const typed = () => JSON.stringify(register.value && toEvent(input, register.value))
  /** What was typed at the beginning: nothing, but for what the page's address gives. */
  let untouched: string | undefined
  const freely = useLeaving(
    () => t('form.leaveUnsent'),
    () => untouched !== undefined && typed() !== untouched,
  )

  watch(register, (known) => {
    if (known?.tree && kind === 'found') input.values[known.tree] ??= text('parent')
    untouched ??= typed()
  })
  // What was rehearsed is no longer what would be done.
  watch(input, () => (effects.value = undefined))

  /** Whether it went well. */
  async function run(): Promise<boolean> {
    if (running.value) return false
    isTried.value = true
    problem.value = undefined
    if (Object.keys(own.value).length) return false
    running.value = true
    const body = toEvent(input, register.value!) as { kind: Kind }
    try {
      if (effects.value) {
        await content(api.POST('/api/organisations/events', { body }))
        renew()
      } else
        effects.value = (await content(api.POST('/api/organisations/events/rehearsal', { body }))).effects
      return true
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      problem.value = failure
      return false
    } finally {
      running.value = false
    }
  }

  return { input, register, unread, retry, members, values, effects, problem, running, faults, freely, run }
}

const emptyOf = (fields: Field[]): FormValues => Object.fromEntries(fields.map(({ id }) => [id, []]))
