import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { notCompared, ruleFor } from './rules.ts'
import { type Field, isConnection, isRecord, nodeTypeOf, referenceTo, schema, sinceOf } from './shape.ts'

/** Rows of a page: few, so that most lists have several. */
const perPage = 6

/** The fields of a type that are compared, in this version of Intercom's API. */
export const comparedFields = (type: GraphQLObjectType, version: string): Field[] =>
  Object.values(type.getFields()).filter((field) => !notCompared[`${type.name}.${field.name}`] && sinceOf(field) <= version)

/** All of a type that is compared: its plain fields, what is embedded in it, and which records its edges lead to. */
export function selectionOf(type: GraphQLNamedType, version: string): string {
  if (isAbstractType(type))
    return `__typename ${schema
      .getPossibleTypes(type)
      .map((one) => `... on ${one.name} { __typename ${selectionOf(one, version)} }`)
      .join(' ')}`
  return comparedFields(type as GraphQLObjectType, version)
    .map((field) => fieldOf(type as GraphQLObjectType, field, version))
    .join(' ')
}

/** One field with all below it. `after` is where its next page begins. */
export function fieldOf(parent: GraphQLObjectType, field: Field, version: string, after?: string): string {
  const type = getNamedType(field.type)
  const rule = ruleFor(parent.name, field.name)
  const args = [
    typeof rule === 'object' ? rule.args : '',
    isConnection(type) ? `first: ${perPage}` : '',
    after === undefined ? '' : `after: ${JSON.stringify(after)}`,
  ].filter((given) => given !== '')
  if (field.args.some(isRequiredArgument) && args.length === 0)
    throw new Error(`${parent.name}.${field.name} needs arguments: give them in its rule.`)
  return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${belowOf(type, version)}`
}

function belowOf(type: GraphQLNamedType, version: string): string {
  if (isLeafType(type)) return ''
  if (isRecord(type)) return ` { ${referenceTo(type)} }`
  if (!isConnection(type)) return ` { ${selectionOf(type, version)} }`
  const node = nodeTypeOf(type)
  const fields = type.getFields()
  return ` {
    nodes { ${isRecord(node) ? referenceTo(node) : selectionOf(node, version)} }
    ${fields.edges ? 'edges { cursor node { ... on Node { id } } }' : ''}
    ${fields.totalCount ? 'totalCount' : ''} ${fields.truncatedUpstream ? 'truncatedUpstream' : ''}
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }`
}

export const objectType = (name: string): GraphQLObjectType => {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`There is no type ${name}.`)
  return type
}
