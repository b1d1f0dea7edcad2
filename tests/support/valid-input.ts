import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql'

const scalars: Record<string, unknown> = {
  ID: '1',
  String: 'any',
  Int: 1,
  Float: 1,
  Boolean: true,
  HTML: '<p>any</p>',
  DateTime: '2040-01-01T00:00:00Z',
  URL: 'https://example.com/any.png',
  EmailAddress: 'any@example.com',
  JSONObject: {},
  Locale: 'en',
}

/** Contacts and companies have ids of another kind than all others, and are known by the name of their argument, or of what it is an argument of. */
const hexId = '000000000000000000000001'
const isHex = (name: string, within: string) =>
  /^sync[A-Z]/.test(within) ||
  /^(contact|company)$/.test(name) ||
  (name === 'id' && /^((Contact|Company)By|(contact|company)[A-Z]\w*)$/.test(within))
/** No contact becomes one with itself, so the other of two has an id of its own. */
const otherHexId = '000000000000000000000002'
const isOfMerge = (name: string, within: string) => /^(from|into)$/.test(name) && within.startsWith('contactMerge')
/** Inputs in which it is not the fields alone that say what has to be given: one or the other, or one with another. */
const enough: Record<string, Record<string, unknown>> = {
  ContactCreateInput: { role: 'LEAD' },
  // a sync of the configuration that everybody has
  SyncPlanInput: { sync: 'crm-contacts' },
  MessageSendInput: { channel: 'IN_APP', to: { id: hexId }, body: '<p>any</p>' },
  // the sandbox's fourth type of ticket, of which a title has to be said
  TicketCreateInput: { type: '2900004', contacts: [{ id: hexId }], attributes: { _default_title_: 'any' } },
}
/** The sandbox's first teammate: no article is by nobody. */
const authorId = '5017690'

/** Of an input no more than what has to be given in it. */
export const neededIn = (input: GraphQLInputObjectType): Record<string, unknown> =>
  enough[input.name] ??
  Object.fromEntries(
    (input.isOneOf ? [] : Object.values(input.getFields()).filter(isRequiredInputField)).map((field) => [
      field.name,
      validValue(field.type, field.name, input.name),
    ]),
  )

/** Something of a type that the graph takes: what has to be given in it, or one of what may be. */
export function validValue(type: GraphQLInputType, name = '', within = ''): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return [validValue(nullable.ofType, name, within)]
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name
  if (isInputObjectType(nullable)) {
    if (enough[nullable.name]) return enough[nullable.name]
    const fields = Object.values(nullable.getFields())
    const required = nullable.isOneOf ? [] : fields.filter(isRequiredInputField)
    const given = required.length > 0 ? required : fields.slice(0, 1)
    return Object.fromEntries(given.map((field) => [field.name, validValue(field.type, field.name, nullable.name)]))
  }
  if (nullable.name === 'ID' && name === 'author') return authorId
  if (nullable.name === 'ID' && isOfMerge(name, within)) return otherHexId
  if (nullable.name === 'ID' && isHex(name, within)) return hexId
  if (!Object.hasOwn(scalars, nullable.name)) throw new Error(`Say in scalars what a ${nullable.name} may be.`)
  return scalars[nullable.name]
}
