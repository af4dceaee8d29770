import type { Field, Register } from '@shuyuan/shared/api'

/** Fields under the heading that their register gives them; without a heading those that stand in no group. */
export interface FieldGroup {
  id: string
  label: string
  fields: Field[]
}

/** The fields in their groups, those in none first; a group of which none is there is left out. */
export function groupsOf(register: Register, fields: Field[]): FieldGroup[] {
  const grouped = new Set(register.groups.flatMap((group) => group.fields))
  const groups = register.groups.map(({ id, label, fields: ids }) => ({
    id,
    label,
    fields: ids.flatMap((each) => fields.filter((field) => field.id === each)),
  }))
  return [{ id: '', label: '', fields: fields.filter(({ id }) => !grouped.has(id)) }, ...groups].filter(
    (group) => group.fields.length,
  )
}
