import type { Field, ImportColumn } from '@shuyuan/shared/api'

/** What somebody chose for a column: a field, '' to leave it out, or undefined where its name doesn't tell which of several it means. */
export type Choice = string | undefined

/** Whether anything can be said of a column: one without a name, or that the node wrote itself, is always left out. */
export function matchable(column: ImportColumn): boolean {
  return column.header.trim() !== '' && column.source !== 'mend'
}

/** What the node takes the columns for. */
export function guessed(columns: ImportColumn[]): Choice[] {
  return columns.map(({ field, source }) => field ?? (source === 'name' ? undefined : ''))
}

/** Only what the columns' names don't say by themselves has to be told. */
export function told(columns: ImportColumn[], choices: Choice[]): string[] {
  return columns.flatMap((column, index) => {
    const choice = choices[index]
    if (!matchable(column) || choice === undefined) return []
    const byName = column.source === 'name' || column.source === 'none'
    const guess = column.field ?? (column.source === 'name' ? undefined : '')
    return byName && choice === guess ? [] : [`${column.header}:${choice}`]
  })
}

/** Fields that a file can fill: all but those that live elsewhere. */
export function fillable(fields: Field[]): Field[] {
  return fields.filter(({ kind }) => kind !== 'followed')
}

/** Required fields that no column fills, and that don't get something by themselves. */
export function lacking(fields: Field[], choices: Choice[]): Field[] {
  return fillable(fields).filter(({ id, required, preset }) => required && !preset && !choices.includes(id))
}

/** Fields that more than one column claims. */
export function claimedTwice(choices: Choice[]): Set<string> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const choice of choices) {
    if (!choice) continue
    if (seen.has(choice)) twice.add(choice)
    seen.add(choice)
  }
  return twice
}

/** The first few different values of a column. */
export function samples(rows: string[][], column: number, most = 3): string[] {
  return [...new Set(rows.map((row) => row[column] ?? '').filter((value) => value.trim() !== ''))].slice(
    0,
    most,
  )
}
