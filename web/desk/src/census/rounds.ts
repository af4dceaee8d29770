import { content, type Named, type RecordDetail, type RecordRow } from '@shuyuan/shared/api'
import { api } from '../api'
import { isNamed } from '../fields/title'
import { rows } from '../catalogues/entries'

/** One census: who holds it, from when until when. */
export interface Round {
  id: string
  version: number
  name: string
  organisation: Named
  opened: string
  due: string
  /** Empty while it is open. */
  closed: string
  note: string
}

export function roundOf({ id, version, values }: RecordRow | RecordDetail): Round {
  const text = (field: string) => String(values[field] ?? '')
  const organisation = isNamed(values.organisation) ? values.organisation : { id: '', title: '' }
  return {
    id,
    version,
    name: text('name'),
    organisation,
    opened: text('opened'),
    due: text('due'),
    closed: text('closed'),
    note: text('note'),
  }
}

/** A record in full, with what may be done to it. */
export function detail(register: string, id: string, signal?: AbortSignal): Promise<RecordDetail> {
  const params = { path: { register, id } }
  return content(api.GET('/api/registers/{register}/records/{id}', { params, signal }))
}

/** All rounds, the latest first. */
export async function rounds(signal: AbortSignal): Promise<Round[]> {
  const { records } = await rows('census_round', { sort: '-opened', size: '100' }, signal)
  return records.map(roundOf)
}

/** The round of the same organisation that was closed before this one was opened. */
export async function roundBefore(round: Round, signal: AbortSignal): Promise<Round | undefined> {
  const query = {
    organisation: round.organisation.id,
    'opened.to': round.opened,
    sort: '-opened',
    size: '20',
  }
  const { records } = await rows('census_round', query, signal)
  return records.map(roundOf).find(({ id, closed }) => id !== round.id && closed !== '')
}
