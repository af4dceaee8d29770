import type { FieldTypeName } from '@shuyuan/shared/api'
import { boolean } from './boolean'
import { code } from './code'
import { date } from './date'
import { decimal } from './decimal'
import { instant } from './instant'
import { integer } from './integer'
import { money } from './money'
import { ref } from './ref'
import { text } from './text'
import { time } from './time'
import type { FieldType } from './types'

export const fieldTypes: Record<FieldTypeName, FieldType> = {
  text,
  integer,
  decimal,
  money,
  date,
  time,
  instant,
  boolean,
  code,
  ref,
}
