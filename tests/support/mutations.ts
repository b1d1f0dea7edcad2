import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isRequiredArgument,
} from 'graphql'
import { neededIn, validValue } from './valid-input.ts'

type Variables = Record<string, unknown>

/** A place in the arguments of a mutation that holds one value, or a list of them. */
export type InputSlot = {
  /** `conversationReply(input.body)` */
  name: string
  /** Of what it holds, by its name in the graph. */
  type: string
  isList: boolean
  /** All arguments, with this value there. */
  variablesWith(value: unknown): Variables
}

/** A mutation, its arguments as variables. */
export type AskedMutation = { name: string; document: string; variables: Variables; slots: readonly InputSlot[] }

/** Every one that the schema has, so that one added tomorrow is among them. */
export const everyMutation = (schema: GraphQLSchema): AskedMutation[] =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).map(askedOf)

function askedOf({ name, args }: GraphQLField<unknown, unknown>): AskedMutation {
  const declared = args.map((argument) => `$${argument.name}: ${argument.type}`).join(', ')
  const passed = args.map((argument) => `${argument.name}: $${argument.name}`).join(', ')
  const asked = '__typename errors { __typename code message path intercomRequestId }'
  const variables = Object.fromEntries(
    args.filter(isRequiredArgument).map((argument) => [argument.name, validValue(argument.type, argument.name, name)]),
  )
  const slots = args.flatMap((argument) =>
    inside(argument.type, argument.name, (value) => value).map((slot) => ({
      ...slot,
      name: `${name}(${slot.name})`,
      variablesWith: (value: unknown) => ({ ...variables, [argument.name]: slot.filled(value) }),
    })),
  )
  return { name, document: `mutation(${declared}) { it: ${name}(${passed}) { ${asked} } }`, variables, slots }
}

type Found = Omit<InputSlot, 'variablesWith'> & { filled(value: unknown): unknown }

function inside(type: GraphQLInputType, path: string, fill: (value: unknown) => unknown): Found[] {
  const nullable = getNullableType(type)
  const isList = isListType(nullable)
  const named = getNamedType(type)
  if (!isInputObjectType(named)) return [{ name: path, type: named.name, isList, filled: fill }]
  return Object.values(named.getFields()).flatMap((field) =>
    inside(field.type, `${path}.${field.name}`, (value) => {
      const object = { ...neededIn(named), [field.name]: value }
      return fill(isList ? [object] : object)
    }),
  )
}
