import type { Register, Value, Values } from '@shuyuan/shared/api'
import { shallowRef, watch } from 'vue'
import { epoch } from '../api'
import { codeName } from './code/labels'
import { titleText } from './title'

const codesOf = ({ fields, title }: Register) => fields.find(({ id }) => id === title)?.code

/** What stands for a record, a code by its label; empty where nothing does. */
export async function titleOf(register: Register, value: Value | undefined): Promise<string> {
  const set = codesOf(register)
  const text = titleText(value)
  return set && text ? codeName(set, text) : text
}

/** The same for a page that follows its record; undefined until it is known. */
export function useRecordTitle(register: () => Register | undefined, values: () => Values | undefined) {
  const title = shallowRef<string>()
  let latest = 0
  watch(
    [register, values, epoch],
    async ([definition, known]) => {
      const mine = ++latest
      const value = definition && known?.[definition.title]
      // At once where nothing has to be asked, so that no heading comes late.
      if (!definition || !known) title.value = undefined
      else if (!codesOf(definition)) title.value = titleText(value)
      else {
        const found = await titleOf(definition, value).catch(() => titleText(value))
        if (mine === latest) title.value = found
      }
    },
    { immediate: true },
  )
  return title
}
