import type { CodeEntry, Field, Register, RegisterEntry } from '../../shared/src/api/types'

type Bilingual = [chinese: string, english: string]

const field = (id: string, label: Bilingual, type: Field['type'], more: Partial<Field> = {}) => ({
  label,
  field: {
    ...{ id, type, many: false, required: false, sort: false, filter: false, search: false },
    ...{ sensitivity: 'L1' as const, kind: 'kept' as const },
    ...more,
  },
})

const organisationFields = [
  field('name', ['机构名称', 'Name'], 'text', {
    required: true,
    sort: true,
    search: true,
    standard: 'JY/T 1001-2012',
  }),
  field('short_name', ['机构简称', 'Short name'], 'text', { search: true }),
  field('english_name', ['英文名称', 'English name'], 'text', { search: true }),
  field('code', ['机构标识码', 'Code'], 'text', {
    sort: true,
    search: true,
    standard: '学校(机构)代码管理办法',
  }),
  field('kind', ['机构类型', 'Kind'], 'code', { code: 'organisation_kind', codeShort: true, filter: true }),
  field('category', ['学校类别', 'Category'], 'code', {
    code: 'school_category',
    codeShort: true,
    filter: true,
  }),
  field('parent', ['上级机构', 'Parent'], 'ref', { ref: 'organisation' }),
  field('division', ['行政区划', 'Division'], 'code', {
    code: 'division',
    filter: true,
    standard: 'GB/T 2260',
  }),
  field('address', ['详细地址', 'Address'], 'text'),
  field('phone', ['联系电话', 'Telephone'], 'text', { sensitivity: 'L3' }),
  field('pupils', ['在校学生数', 'Pupils'], 'integer', { sort: true }),
  field('funds', ['年度经费', 'Funds'], 'money'),
  field('boarding', ['寄宿制', 'Boarding'], 'boolean', { filter: true }),
  field('founded', ['设立日期', 'Founded'], 'date', { sort: true, standard: 'GB/T 7408' }),
  field('closed', ['撤销日期', 'Closed'], 'date', { sort: true }),
  field('checked', ['最近核验', 'Checked'], 'instant', { kind: 'local' }),
]

const calendarFields = [
  field('day', ['日期', 'Day'], 'date', { required: true, sort: true }),
  field('name', ['节日', 'Holiday'], 'text', { search: true }),
]

const definitions = {
  organisation: {
    ...{
      label: ['机构', 'Organisations'] as Bilingual,
      title: 'name',
      tree: 'parent',
      period: ['founded', 'closed'],
    },
    fields: organisationFields,
  },
  calendar_day: {
    ...{
      label: ['校历日', 'Calendar days'] as Bilingual,
      title: 'day',
      tree: null,
      period: null,
      fields: calendarFields,
    },
  },
}

export const sets: Record<string, [code: string, ...Bilingual][]> = {
  organisation_kind: [
    ['county_authority', '县级教育行政部门', 'County authority'],
    ['school', '学校', 'School'],
  ],
  school_category: [
    ['211', '小学', 'Primary school'],
    ['311', '初级中学', 'Lower secondary school'],
    ['342', '高级中学', 'Upper secondary school'],
  ],
  division: [
    ['320102', '玄武区', 'Xuanwu'],
    ['320104', '秦淮区', 'Qinhuai'],
    ['320105', '建邺区', 'Jianye'],
    ['320106', '鼓楼区', 'Gulou'],
  ],
}

const pick = ([chinese, english]: Bilingual, language: string) =>
  language.startsWith('en') ? english : chinese

export function registers(language: string, isClerk: boolean): RegisterEntry[] {
  return Object.entries(definitions).map(([id, { label }]) => ({
    ...{ id, label: pick(label, language), mayCreate: isClerk, mayImport: isClerk },
    ...{ mayChange: false, attention: [] },
    ...(id === 'organisation'
      ? { pack: 'organisations', packLabel: pick(['教育机构', 'Education organisations'], language) }
      : { pack: 'education_base', packLabel: pick(['教育基础数据', 'Education base data'], language) }),
  }))
}

export function definition(id: string, language: string, isClerk: boolean): Register | undefined {
  const found = id in definitions ? definitions[id as keyof typeof definitions] : undefined
  if (!found) return undefined
  const fields = found.fields.map(({ label, field }) => ({ ...field, label: pick(label, language) }))
  return {
    ...found,
    ...{
      id,
      label: pick(found.label, language),
      fields,
      when: [],
      mayCreate: isClerk,
      mayChange: false,
      mayImport: isClerk,
    },
  }
}

export function codeEntries(set: string, language: string): CodeEntry[] | undefined {
  return sets[set]?.map(([code, chinese, english]) => ({ code, label: pick([chinese, english], language) }))
}
