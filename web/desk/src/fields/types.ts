import type { Component } from 'vue'
import type { Field, Value } from '@shuyuan/shared/api'
import type { Conditions, ConditionChange } from '../list/address'

/** What a type of field brings along. */
export interface FieldType {
  /** Shows one value that is there and not masked. */
  display: Component<DisplayProps>
  /** Narrows a list by the field. */
  filter: Component<FilterProps>
  /** Takes one value of the field in a form. */
  input: Component<InputProps>
  /** Stands at the end of its column, digit under digit. */
  numeric?: boolean
}

export interface DisplayProps {
  field: Field
  value: Value
}

/** One value in a form is a text: of a code the code, of a reference the record's id, of a moment its instant. */
export interface InputProps {
  field: Field
  /** Of the control, which the field's label names. */
  id: string
  text: string
  describedBy?: string
  invalid?: boolean
  placeholder?: string
  onGive: (text: string) => void
}

export interface FilterProps {
  field: Field
  conditions: Conditions
  /** The field makes the register a tree. */
  tree?: boolean
  onChange?: (change: ConditionChange) => void
}
