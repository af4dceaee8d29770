import type { components, paths as generated } from './schema'

/** The shapes of the node's HTTP interface, by the names that pages use. They are made from its OpenAPI document: `npm run api`. */
export type paths = generated

type Schemas = components['schemas']

export type Named = Schemas['Named']
export type Masked = Schemas['Masked']
export type Value = Schemas['Value']
export type Values = Schemas['Values']
export type Field = Schemas['Field']
export type FieldTypeName = Field['type']
export type Register = Schemas['Register']
export type RegisterEntry = Schemas['RegisterEntry']
export type CodeEntry = Schemas['CodeEntry']
export type RecordRow = Schemas['RecordRow']
export type RecordPage = Schemas['Page']
export type RecordDetail = Schemas['Record']
export type Version = Schemas['Version']
export type Change = Version['changes'][number]
export type Session = Schemas['Session']
export type OwnSession = Schemas['OwnSession']
export type Node = Schemas['Node']
export type Fault = Schemas['Fault']
export type ProblemBody = Schemas['Problem']
export type ModelElement = Schemas['ModelElement']
export type RegisterField = Schemas['RegisterField']
export type Difference = Schemas['Difference']
export type UpgradeStep = Schemas['UpgradeStep']
export type Setting = Schemas['Setting']
