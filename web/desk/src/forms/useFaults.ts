import type { Field } from '@shuyuan/shared/api'
import { computed, reactive, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { nodeNow } from '../api'
import { useNode } from '../session/useNode'
import { todayIn } from '../time/zone'
import { brokenChecks, type Subject } from './brokenChecks'
import { faultsOf } from './check'
import type { FormValues } from './values'

/** Something wrong with one field, or with several together. */
export interface Told {
  fields: Field[]
  text: string
}

/** What is wrong with a form's values, and where that is said: beside a field that somebody has been to, and in one list above. */
export function useFaults(subject: () => Subject, fields: Ref<Field[]>, values: Ref<FormValues>) {
  const { t } = useI18n()
  const { zone } = useNode()
  /** Fields that somebody has been to, the last at the end: before that nobody is told that they are empty. */
  const left = reactive(new Set<string>())
  const isTried = ref(false)
  /** What the node said when it was saved. */
  const told = ref<Record<string, string>>({})

  const own = computed(() => faultsOf(subject().register, fields.value, values.value))
  /** Without those that ask about a field which is wrong by itself: that comes first. */
  const broken = computed(() =>
    brokenChecks(subject(), values.value, todayIn(zone.value, new Date(nodeNow()))).filter(
      (check) => !check.fields.some((id) => own.value[id]),
    ),
  )

  const ofFields = computed(() => {
    const texts: Record<string, string> = {}
    for (const { id, max = 0, scale = 0, format } of fields.value) {
      const fault = own.value[id]
      if (told.value[id]) texts[id] = told.value[id]
      else if (fault && (isTried.value || left.has(id)))
        texts[id] = t(`form.fault.${fault}`, { max, scale, format: format?.label ?? '' })
    }
    return texts
  })
  const ofChecks = computed(() =>
    broken.value.flatMap(({ fields: ids, label }) => {
      const asked = fields.value.filter(({ id }) => ids.includes(id))
      const last = [...left].filter((id) => ids.includes(id)).at(-1) ?? asked.at(-1)?.id
      return isTried.value || (last && left.has(last)) ? [{ fields: asked, text: label, last }] : []
    }),
  )

  /** By field. */
  const beside = computed(() => {
    const texts = { ...ofFields.value }
    for (const { last, text } of ofChecks.value) if (last) texts[last] ??= text
    return texts
  })
  const above = computed<Told[]>(() => [
    ...fields.value.flatMap((field) =>
      ofFields.value[field.id] ? [{ fields: [field], text: ofFields.value[field.id]! }] : [],
    ),
    ...ofChecks.value,
  ])

  function leave(id: string) {
    left.delete(id)
    left.add(id)
  }

  /** Whether it may be saved; from now on everything wrong is told. */
  function areNone(): boolean {
    isTried.value = true
    told.value = {}
    return Object.keys(own.value).length === 0 && broken.value.length === 0
  }

  function tell(faults: { field?: string | null; message: string }[]) {
    for (const { field, message } of faults) {
      if (fields.value.some(({ id }) => id === field)) told.value[field!] = message
    }
  }

  function mended(id: string) {
    delete told.value[id]
  }

  return { beside, above, leave, areNone, tell, mended }
}
