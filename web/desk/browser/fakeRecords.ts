import type { RecordRow, Version } from '../../shared/src/api/types'
import { sets } from './fakeDefinitions.ts'

const districts = sets.division!.map(([code, name]) => ({ code, name }))
const kinds = [
  ['211', '小学'],
  ['311', '初级中学'],
  ['342', '高级中学'],
] as const

function bureau(index: number): RecordRow {
  const { code, name } = districts[index]!
  const values = {
    name: `${name}教育局`,
    short_name: null,
    english_name: null,
    code: `31${code}00`,
    kind: 'county_authority',
  }
  const empty = {
    category: null,
    parent: null,
    boarding: null,
    pupils: null,
    funds: null,
    closed: null,
    checked: null,
  }
  return {
    id: `bureau-${index}`,
    version: 1,
    values: {
      ...values,
      ...empty,
      division: code,
      address: null,
      phone: { masked: '025****21' },
      founded: '1949-10-01',
    },
  }
}

function school(index: number): RecordRow {
  const district = districts[index % districts.length]!
  const [category, word] = kinds[index % kinds.length]!
  const name = `${district.name}第${index + 1}${word}`
  return {
    id: `school-${index}`,
    version: index === 0 ? 3 : 1,
    values: {
      ...{
        name,
        short_name: `${index + 1}${word.slice(0, 1)}`,
        english_name: null,
        code: `32${String(10000 + index)}001`,
      },
      ...{ kind: 'school', category, parent: { id: `bureau-${index % 4}`, title: `${district.name}教育局` } },
      ...{
        division: district.code,
        address: `${district.name}书院路${index + 3}号`,
        phone: { masked: '138****0271' },
      },
      ...{
        pupils: 300 + ((index * 137) % 2400),
        funds: `${1200000 + index * 3571}.50`,
        boarding: index % 5 === 0,
      },
      ...{ founded: `${1950 + (index % 60)}-09-01`, closed: index === 7 ? '2020-09-01' : null },
      ...{ checked: '2026-10-08T01:30:00Z' },
    },
  }
}

export const records: Record<string, RecordRow[]> = {
  organisation: [
    ...districts.map((_, index) => bureau(index)),
    ...Array.from({ length: 130 }, (_, index) => school(index)),
  ],
  calendar_day: [],
}

export function versions({ version, values }: RecordRow): Version[] {
  const created = Object.entries(values).map(([field, after]) => ({ field, before: null, after }))
  const base = { by: '王丽', reason: null }
  const since = ['2024-09-01T02:00:00Z', '2025-03-11T06:20:00Z', '2026-06-30T09:05:00Z']
  const all: Version[] = [
    { ...base, version: 1, since: since[0]!, until: since[1]!, action: 'import', changes: created },
    {
      ...{ ...base, version: 2, since: since[1]!, until: since[2]!, action: 'change', reason: '学校搬迁' },
      changes: [{ field: 'address', before: '玄武区老街1号', after: values.address ?? null }],
    },
    {
      ...{ ...base, by: '李志强', version: 3, since: since[2]!, until: null, action: 'change' },
      changes: [
        { field: 'category', before: '311', after: values.category ?? null },
        { field: 'parent', before: { id: 'bureau-1', title: '秦淮区教育局' }, after: values.parent ?? null },
      ],
    },
  ]
  const kept = all.slice(0, version)
  kept[version - 1] = { ...kept[version - 1]!, until: null }
  return kept.reverse()
}
