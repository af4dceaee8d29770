import type { Masked, Named, Value } from '@shuyuan/shared/api'

export function isMasked(value: Value | undefined): value is Masked {
  return typeof value === 'object' && value !== null && 'masked' in value
}

export function isNamed(value: Value | undefined): value is Named {
  return typeof value === 'object' && value !== null && 'id' in value
}

export function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** What stands for a record in a heading or a choice. */
export function titleText(value: Value | undefined): string {
  if (isMasked(value)) return value.masked
  if (isNamed(value)) return value.title ?? ''
  return value === undefined || value === null ? '' : String(value)
}
