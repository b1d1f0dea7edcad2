import { builder } from './builder.ts'

/** A custom attribute with the type that its definition, or else Intercom's JSON, gives it. */
export type AttributeValue =
  | { __typename: 'StringAttribute'; string: string }
  | { __typename: 'NumberAttribute'; number: number }
  | { __typename: 'BooleanAttribute'; boolean: boolean }
  | { __typename: 'DateAttribute'; date: Date }
  | { __typename: 'OptionAttribute'; option: string }
  | { __typename: 'ObjectAttribute'; object: Record<string, unknown> }

type Of<Typename extends AttributeValue['__typename']> = Extract<AttributeValue, { __typename: Typename }>

const StringAttribute = builder.objectRef<Of<'StringAttribute'>>('StringAttribute').implement({
  description: 'A text.',
  fields: (t) => ({ string: t.exposeString('string', { description: 'The text.' }) }),
})
const NumberAttribute = builder.objectRef<Of<'NumberAttribute'>>('NumberAttribute').implement({
  description: 'A number.',
  fields: (t) => ({ number: t.exposeFloat('number', { description: 'The number.' }) }),
})
const BooleanAttribute = builder.objectRef<Of<'BooleanAttribute'>>('BooleanAttribute').implement({
  description: 'Yes or no.',
  fields: (t) => ({ boolean: t.exposeBoolean('boolean', { description: 'Yes or no.' }) }),
})
const DateAttribute = builder.objectRef<Of<'DateAttribute'>>('DateAttribute').implement({
  description: 'An instant.',
  fields: (t) => ({ date: t.expose('date', { type: 'DateTime', description: 'The instant.' }) }),
})
const OptionAttribute = builder.objectRef<Of<'OptionAttribute'>>('OptionAttribute').implement({
  description: 'One of several words that were given to choose from.',
  fields: (t) => ({ option: t.exposeString('option', { description: 'The word.' }) }),
})
const ObjectAttribute = builder.objectRef<Of<'ObjectAttribute'>>('ObjectAttribute').implement({
  description: 'Something with parts of its own.',
  fields: (t) => ({ object: t.expose('object', { type: 'JSONObject', description: 'It, as Intercom stores it.' }) }),
})

export const AttributeValueType = builder.unionType('AttributeValue', {
  description: "An attribute's value, by its type.",
  types: [StringAttribute, NumberAttribute, BooleanAttribute, DateAttribute, OptionAttribute, ObjectAttribute],
})

/** What a definition says of its values, in Intercom's words. */
export type AttributeDefinition = { dataType: string; options: readonly string[] | null }

/**
 * A value as it is defined. What is not what its definition says (it was changed, or is not there) is taken for what it is.
 *
 * @param definition null for a value that nothing defines
 */
export function attributeValueFrom(value: unknown, definition: AttributeDefinition | null): AttributeValue | null {
  if (value === null || value === undefined) return null
  if (definition?.dataType === 'date' || definition?.dataType === 'datetime') {
    const date = dateFrom(value)
    if (date) return { __typename: 'DateAttribute', date }
  }
  if (typeof value === 'string') {
    const isChosen = definition?.options || definition?.dataType === 'list'
    return isChosen ? { __typename: 'OptionAttribute', option: value } : { __typename: 'StringAttribute', string: value }
  }
  if (typeof value === 'number') return { __typename: 'NumberAttribute', number: value }
  if (typeof value === 'boolean') return { __typename: 'BooleanAttribute', boolean: value }
  return { __typename: 'ObjectAttribute', object: Array.isArray(value) ? { items: value } : { ...value } }
}

/** Unix seconds, or the text of an instant (OpenAPI 2.14, schema custom_attributes: both are in its example). */
function dateFrom(value: unknown): Date | null {
  const isText = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)
  const date = new Date(typeof value === 'number' ? value * 1000 : isText ? value : Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}
