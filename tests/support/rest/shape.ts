import { readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'

/** The schema as its readers have it. */
export const schema = buildSchema(readFileSync(new URL('../../../schema/schema.graphql', import.meta.url), 'utf8'))

export type Field = GraphQLField<unknown, unknown>

const node = schema.getType('Node') as GraphQLAbstractType

/** A type, or several, of records that have an id of their own and can be read by it. */
export const isRecord = (type: GraphQLNamedType): boolean =>
  isObjectType(type)
    ? type.getInterfaces().some(({ name }) => name === node.name)
    : isAbstractType(type) && schema.getPossibleTypes(type).every(isRecord)

export const isConnection = (type: GraphQLNamedType): type is GraphQLObjectType => isObjectType(type) && type.name.endsWith('Connection')

/** What a connection is a list of. */
export const nodeTypeOf = (connection: GraphQLObjectType): GraphQLNamedType => getNamedType(connection.getFields().nodes!.type)

export const objectTypes: readonly GraphQLObjectType[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'))

/** From which version of Intercom's API on a field is there. */
export function sinceOf({ astNode }: Field): string {
  const value = astNode?.directives?.find(({ name }) => name.value === 'intercomVersion')?.arguments?.[0]?.value
  return value?.kind === 'StringValue' ? value.value : '0'
}

/** Every field that is there in a version of Intercom's API: those of that version, on types that fields of that version lead to. */
export function fieldsIn(version: string): string[] {
  const seen = new Set<string>()
  const queue: GraphQLNamedType[] = [schema.getQueryType()!]
  for (let type = queue.shift(); type; type = queue.shift()) {
    if (isAbstractType(type)) queue.push(...schema.getPossibleTypes(type))
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      if (seen.has(`${type.name}.${field.name}`) || sinceOf(field) > version) continue
      seen.add(`${type.name}.${field.name}`)
      queue.push(getNamedType(field.type))
    }
  }
  return [...seen]
}

/** A plain field for which a record has to be read, so that a reference to one that is not there would be seen. */
function tellingField(type: GraphQLObjectType): string {
  const fields = Object.values(type.getFields())
  const telling = fields.find(
    (field) =>
      isLeafType(getNamedType(field.type)) &&
      !['id', 'intercomId', 'externalId'].includes(field.name) &&
      sinceOf(field) === '0' &&
      !field.args.some(isRequiredArgument),
  )
  if (!telling) throw new Error(`${type.name} has no plain field.`)
  return telling.name
}

/** What is asked of a record that a field leads to: which one it is, and something that shows that it was read. */
export const referenceTo = (type: GraphQLNamedType): string =>
  (isAbstractType(type) ? schema.getPossibleTypes(type) : [type as GraphQLObjectType])
    .map((one) => `... on ${one.name} { id shown${one.name}: ${tellingField(one)} }`)
    .join(' ')
