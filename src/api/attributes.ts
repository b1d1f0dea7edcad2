import { builder } from './builder.ts'

/** A custom attribute with the type it has in Intercom's JSON. */
export type AttributeValue =
  | { __typename: 'StringAttribute'; string: string }
  | { __typename: 'NumberAttribute'; number: number }
  | { __typename: 'BooleanAttribute'; boolean: boolean }
  | { __typename: 'ObjectAttribute'; object: Record<string, unknown> }

type Of<Typename extends AttributeValue['__typename']> = Extract<AttributeValue, { __typename: Typename }>

const StringAttribute = builder.objectRef<Of<'StringAttribute'>>('StringAttribute').implement({
  description: 'A text.',
  fields: (t) => ({ string: t.exposeString('string', { description: 'The text.' }) }),
})
const NumberAttribute = builder.objectRef<Of<'NumberAttribute'>>('NumberAttribute').implement({
  description: 'A number. A date is one too, in unix seconds: which attributes are dates, their definitions say.',
  fields: (t) => ({ number: t.exposeFloat('number', { description: 'The number.' }) }),
})
const BooleanAttribute = builder.objectRef<Of<'BooleanAttribute'>>('BooleanAttribute').implement({
  description: 'Yes or no.',
  fields: (t) => ({ boolean: t.exposeBoolean('boolean', { description: 'Yes or no.' }) }),
})
const ObjectAttribute = builder.objectRef<Of<'ObjectAttribute'>>('ObjectAttribute').implement({
  description: 'Something with parts of its own.',
  fields: (t) => ({ object: t.expose('object', { type: 'JSONObject', description: 'It, as Intercom stores it.' }) }),
})

const AttributeValueType = builder.unionType('AttributeValue', {
  description: "A custom attribute's value, by its type.",
  types: [StringAttribute, NumberAttribute, BooleanAttribute, ObjectAttribute],
})

function attributeValueFrom(value: unknown): AttributeValue | null {
  if (typeof value === 'string') return { __typename: 'StringAttribute', string: value }
  if (typeof value === 'number') return { __typename: 'NumberAttribute', number: value }
  if (typeof value === 'boolean') return { __typename: 'BooleanAttribute', boolean: value }
  if (value === null || value === undefined) return null
  return { __typename: 'ObjectAttribute', object: Array.isArray(value) ? { items: value } : { ...value } }
}

type WithAttributes = { customAttributes: Record<string, unknown> }

/** `customAttributes` and `attribute(name:)`, for every type that has them: `fields: (t) => ({ ...attributeFields(t) })`. */
export const attributeFields = <Model extends WithAttributes>(t: FieldsOf<Model>) => ({
  customAttributes: t.field({
    type: 'JSONObject',
    description: 'All custom attributes, as Intercom stores them.',
    resolve: (record) => record.customAttributes,
  }),
  attribute: t.field({
    type: AttributeValueType,
    nullable: true,
    description: 'One custom attribute; null when it has no value.',
    args: { name: t.arg.string({ required: true, description: 'Its name, as in `customAttributes`.' }) },
    resolve: (record, { name }) =>
      Object.hasOwn(record.customAttributes, name) ? attributeValueFrom(record.customAttributes[name]) : null,
  }),
})

type FieldsOf<Model> = Parameters<
  NonNullable<NonNullable<Parameters<ReturnType<typeof builder.objectRef<Model>>['implement']>[0]>['fields']>
>[0]
