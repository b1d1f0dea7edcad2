import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { neededIn, validValue } from './valid-input.ts'

/** A place in the schema where a caller says which record is meant. */
export type IdSlot = {
  /** `Query.contact(by.id)` */
  name: string
  /** `ours`: Intercom's ids and our global ones, of a shape we know. `theirs`: ids of the customer's own making, any text. */
  kind: 'ours' | 'theirs'
  /** Its variable `$input` is the argument that has the slot. */
  document: string
  /** What else has to be given. */
  variables: Record<string, unknown>
  /** The argument with this id in the slot and nothing else. */
  inputWith: (id: string) => unknown
}

/** How to reach a record of a type whose fields have slots. */
const wayTo: Record<string, (field: string) => string> = {
  Query: (field) => field,
  Mutation: (field) => field,
  Subscription: (field) => field,
  Admin: (field) => `workspace { admins { ${field} } }`,
  Team: (field) => `workspace { teams { ${field} } }`,
  Tag: (field) => `workspace { tags { ${field} } }`,
  Contact: (field) => `contacts(first: 1) { nodes { ${field} } }`,
}

/** Intercom's own names for ids of the customer's making; `intercomId` is text in the schema, and Intercom's. */
const theirNames = ['externalId', 'companyId', 'identifier']

/** Every one there is, found in the schema itself, so that one added tomorrow is among them. */
export const idSlots = (schema: GraphQLSchema): IdSlot[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).flatMap((field) =>
        field.args.flatMap((argument) =>
          slotsOf(argument).map((slot) => ({ ...slot, ...operationOf(type.name, field, argument, slot.path) })),
        ),
      ),
    )

function operationOf(typename: string, field: GraphQLField<unknown, unknown>, argument: GraphQLArgument, path: string) {
  const { args: given } = field
  const reach = wayTo[typename]
  if (!reach) throw new Error(`${typename}.${field.name} takes an id; say in wayTo how a ${typename} is reached.`)
  const others = given.filter((other) => other !== argument && isRequiredArgument(other))
  const passed = [`${argument.name}: $input`, ...others.map(({ name }) => `${name}: $other_${name}`)]
  // what is done behind the answer says there what came of it
  const asked =
    typename !== 'Mutation'
      ? '__typename'
      : `__typename errors { code message }${getNamedType(field.type).name === 'JobPayload' ? ' job { id }' : ''}`
  const declared = [`$input: ${argument.type}`, ...others.map(({ name, type }) => `$other_${name}: ${type}`)]
  const operation = typename === 'Subscription' || typename === 'Mutation' ? typename.toLowerCase() : 'query'
  return {
    name: `${typename}.${field.name}(${path})`,
    document: `${operation}(${declared.join(', ')}) { ${reach(`${field.name}(${passed.join(', ')}) { ${asked} }`)} }`,
    variables: Object.fromEntries(others.map(({ name, type }) => [`other_${name}`, validValue(type, name, field.name)])),
  }
}

type Found = Pick<IdSlot, 'kind' | 'inputWith'> & { path: string }

const slotsOf = (argument: GraphQLArgument): Found[] => inside(argument.type, argument.name, [])

function inside(type: GraphQLInputType, path: string, within: readonly string[]): Found[] {
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    return inside(nullable.ofType, path, within).map((slot) => ({ ...slot, inputWith: (id) => [slot.inputWith(id)] }))
  }
  const named = getNamedType(type)
  const name = path.split('.').at(-1) ?? ''
  // whatever Intercom calls a notification, and part of no path
  if (named.name === 'ID' && path === 'delivery') return [{ path, kind: 'theirs', inputWith: (id) => id }]
  if (named.name === 'ID' || name === 'intercomId') return [{ path, kind: 'ours', inputWith: (id) => id }]
  if (theirNames.includes(name) && named.name === 'String') return [{ path, kind: 'theirs', inputWith: (id) => id }]
  // a filter may hold filters, in which the same slots are again
  if (!isInputObjectType(named) || within.includes(named.name)) return []
  return Object.values(named.getFields()).flatMap((field) =>
    inside(field.type, `${path}.${field.name}`, [...within, named.name]).map((slot) => ({
      ...slot,
      inputWith: (id: string) => ({ ...neededIn(named), [field.name]: slot.inputWith(id) }),
    })),
  )
}
