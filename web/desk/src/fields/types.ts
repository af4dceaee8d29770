import type { Component } from 'vue'
import type { Field, Value } from '@shuyuan/shared/api'
import type { Conditions, ConditionChange } from '../list/address'

/** What a type of field brings along. An editor joins when records can be changed. */
export interface FieldType {
  /** Shows one value that is there and not masked. */
  display: Component<DisplayProps>
  /** Narrows a list by the field. */
  filter: Component<FilterProps>
  /** Stands at the end of its column, digit under digit. */
  numeric?: boolean
}

export interface DisplayProps {
  field: Field
  value: Value
}

export interface FilterProps {
  field: Field
  conditions: Conditions
  /** The field makes the register a tree. */
  tree?: boolean
  onChange?: (change: ConditionChange) => void
}
