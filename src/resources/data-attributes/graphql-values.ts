import { AttributeValueType, attributeValueFrom } from '../../api/attributes.ts'
import type { builder } from '../../api/builder.ts'
import { startsEarly } from '../../api/early.ts'
import type { AttributeModel } from './model.ts'

type WithAttributes = { customAttributes: Record<string, unknown> }

type FieldsOf<Model> = Parameters<
  NonNullable<NonNullable<Parameters<ReturnType<typeof builder.objectRef<Model>>['implement']>[0]>['fields']>
>[0]

/** `customAttributes` and `attribute(name:)`, for every type that has them: `fields: (t) => ({ ...attributeFields<Contact>(t, 'CONTACT') })`. */
export const attributeFields = <Model extends WithAttributes>(t: FieldsOf<Model>, model: AttributeModel) => ({
  customAttributes: t.field({
    type: 'JSONObject',
    description: 'All custom attributes, as Intercom stores them.',
    resolve: (record) => record.customAttributes,
  }),
  attribute: t.field({
    type: AttributeValueType,
    nullable: true,
    description:
      "One custom attribute with the type its definition gives it; null when it has no value. One call for all attributes' definitions.",
    args: { name: t.arg.string({ required: true, description: 'Its name, as in `customAttributes`.' }) },
    extensions: startsEarly((context) => context.services.dataAttributes.warm(model)),
    resolve: async (record, { name }, context) => {
      const value = Object.hasOwn(record.customAttributes, name) ? record.customAttributes[name] : null
      if (value === null || value === undefined) return null
      return attributeValueFrom(value, await context.load(context.services.dataAttributes.definitionsOf[model], name))
    },
  }),
})
