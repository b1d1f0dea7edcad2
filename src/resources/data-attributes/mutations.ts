import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { somethingIn, unlessNull } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { handOn, payloadType } from '../../api/mutations/payload.ts'
import type { Done } from '../../writes/write.ts'
import { AttributeModelEnum, DataAttributeType } from './graphql.ts'
import type { DataAttribute } from './model.ts'
import { nameIn, optionsIn, ownIdOf, typeIn, writableModel } from './mutations-inputs.ts'

const DataAttributeInput = builder.inputType('DataAttributeInput', {
  description: 'A new attribute of contacts or of companies.',
  fields: (t) => ({
    model: t.field({ type: AttributeModelEnum, required: true, description: 'What it is known of: `CONTACT` or `COMPANY`.' }),
    name: t.string({
      required: true,
      description: 'Its name: letters, digits, currency signs, hyphens, underscores and spaces. No two that are in use have the same.',
    }),
    dataType: t.string({
      required: true,
      description:
        "What it holds, in Intercom's words: `string`, `integer`, `float`, `boolean`, `date`, `datetime`, or `options`. It cannot be changed afterwards.",
    }),
    description: t.string({ description: 'What it is for.' }),
    options: t.stringList({
      description:
        'What it can be, two at least: for `options`, and for `string`, which is then the same. Intercom shows such an attribute as a `string` with options.',
    }),
  }),
})

const DataAttributeUpdateInput = builder.inputType('DataAttributeUpdateInput', {
  description: 'What is to be changed. What is left out stays as it is.',
  fields: (t) => ({
    description: t.string({ description: 'What it is for. Null takes it away.' }),
    options: t.stringList({ description: 'What it can be from now on, two at least, in the place of what it could be.' }),
    archived: t.boolean({ description: 'It is no longer used; its values stay. Not while something hangs on it, which is refused.' }),
  }),
})

type Refs = { ref: string }
const DataAttributePayload = payloadType<Refs>('DataAttributePayload', 'What a mutation of a data attribute came to.')
builder.objectField(DataAttributePayload, 'dataAttribute', (t) =>
  t.field({
    type: DataAttributeType,
    nullable: true,
    description: 'The attribute as it is now, from what Intercom answered, at no call.',
    extensions: costsCalls(0),
    resolve: ({ ref }, _, context) => (ref === undefined ? null : context.load(context.services.dataAttributes.getMany, ref)),
  }),
)

function payloadOf({ result, taken }: Done<Refs, DataAttribute>, context: Context): Refs {
  handOn<DataAttribute | null>(context, context.services.dataAttributes.getMany, result.ref, taken)
  return result
}

const mayWrite = { authScopes: needs('CONTACTS_WRITE') }
/** Intercom says by its code alone what it is about. What else is wrong with a new one is seen before it is sent, but for a name that is taken. */
const refusals = {
  create: { parameter_invalid: ['input', 'name'] },
  update: { field_not_found: ['id'], data_invalid: ['input', 'archived'] },
}

builder.mutationFields((t) => ({
  dataAttributeCreate: t.field({
    ...mayWrite,
    type: DataAttributePayload,
    description: 'Makes an attribute of contacts or companies. Those of conversations are made in Intercom alone.',
    args: { input: t.arg({ type: DataAttributeInput, required: true, description: 'The attribute.' }) },
    async resolve(_, { input }, context) {
      const options = optionsIn(input.options)
      const attribute = {
        model: writableModel(input.model),
        name: nameIn(input.name),
        dataType: typeIn(input.dataType, options),
        ...(typeof input.description === 'string' && { description: input.description }),
        ...(options && { options }),
      }
      const create = () => context.services.dataAttributes.write.create(attribute)
      return payloadOf(await sentAs(refusals.create, create), context)
    },
  }),
  dataAttributeUpdate: t.field({
    ...mayWrite,
    type: DataAttributePayload,
    description: 'Changes an attribute that the workspace has made for itself, archives it, or takes it out of the archive.',
    args: {
      id: t.arg.id({ required: true, description: 'Its id, global or as Intercom has it.' }),
      input: t.arg({ type: DataAttributeUpdateInput, required: true, description: 'What to change.' }),
    },
    async resolve(_, { id, input }, context) {
      const attributeId = ownIdOf(id, context)
      const [description, archived] = [input.description, unlessNull(input.archived, ['input', 'archived'])]
      const options = optionsIn(unlessNull(input.options, ['input', 'options']))
      const changes = somethingIn(
        { ...(description !== undefined && { description }), ...(options && { options }), ...(archived !== undefined && { archived }) },
        'description, options, archived',
      )
      const update = () => context.services.dataAttributes.write.update(attributeId, changes)
      return payloadOf(await sentAs(refusals.update, update), context)
    },
  }),
}))
