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

/** A place in the schema where a caller says which record is meant. */
export type IdSlot = {
  /** `Query.contact(by.id)` */
  name: string
  /** `ours`: Intercom's ids and our global ones, of a shape we know. `theirs`: ids of the customer's own making, any text. */
  kind: 'ours' | 'theirs'
  /** An operation whose one variable, `$input`, is the argument that has the slot. */
  document: string
  /** The argument with this id in the slot and nothing else. */
  inputWith: (id: string) => unknown
}

/** How to reach a record of a type whose fields have slots. */
const wayTo: Record<string, (field: string) => string> = {
  Query: (field) => field,
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

/** Other arguments that have to be given are texts so far; the operation is refused as a whole when one is not. */
function operationOf(typename: string, field: GraphQLField<unknown, unknown>, argument: GraphQLArgument, path: string) {
  const { args: given } = field
  const reach = wayTo[typename]
  if (!reach) throw new Error(`${typename}.${field.name} takes an id; say in wayTo how a ${typename} is reached.`)
  const others = given.filter((other) => other !== argument && isRequiredArgument(other)).map(({ name }) => `, ${name}: "any"`)
  const selection = `${field.name}(${argument.name}: $input${others.join('')}) { __typename }`
  const operation = typename === 'Subscription' ? 'subscription' : 'query'
  return { name: `${typename}.${field.name}(${path})`, document: `${operation}($input: ${argument.type}) { ${reach(selection)} }` }
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
  if (named.name === 'ID' || name === 'intercomId') return [{ path, kind: 'ours', inputWith: (id) => id }]
  if (theirNames.includes(name) && named.name === 'String') return [{ path, kind: 'theirs', inputWith: (id) => id }]
  // a filter may hold filters, in which the same slots are again
  if (!isInputObjectType(named) || within.includes(named.name)) return []
  return Object.values(named.getFields()).flatMap((field) =>
    inside(field.type, `${path}.${field.name}`, [...within, named.name]).map((slot) => ({
      ...slot,
      inputWith: (id: string) => ({ [field.name]: slot.inputWith(id) }),
    })),
  )
}
