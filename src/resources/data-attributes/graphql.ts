import { builder } from '../../api/builder.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import { WorkspaceType } from '../workspace/graphql.ts'
import { type AttributeModel, attributeModels, type DataAttribute, partsOfRef, refOf } from './model.ts'

export const AttributeModelEnum = builder.enumType('AttributeModel', {
  description: 'What an attribute is known of.',
  values: {
    CONTACT: { description: 'People.' },
    COMPANY: { description: 'Companies.' },
    CONVERSATION: { description: 'Conversations.' },
  } as const satisfies Record<AttributeModel, unknown>,
})

export const DataAttributeType = builder.objectRef<DataAttribute>('DataAttribute').implement({
  description:
    'Something that can be known of people, companies or conversations: how it is called, and what it holds. Intercom announces no changes of attributes: one shows when the cached list has expired, and at once where the gateway has made it. Its `intercomId` is the full name for those that every workspace has, as Intercom gives ids to custom ones only.',
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    model: t.field({ type: AttributeModelEnum, description: 'What it is known of.', resolve: ({ model }) => model }),
    name: t.exposeString('name', { description: 'Its name, as in `customAttributes` and `attribute(name:)`.' }),
    fullName: t.exposeString('fullName', { description: 'With where it stands: "custom_attributes.crm_id", "plan.name".' }),
    label: t.exposeString('label', { nullable: true, description: 'How teammates see it called.' }),
    dataType: t.exposeString('dataType', {
      description:
        'What it holds, in Intercom\'s words: "string", "integer", "float", "boolean", "date"; of conversations from version 2.16 on also "list", "decimal", "datetime", "relationship" and "files".',
    }),
    options: t.field({
      type: ['String'],
      nullable: true,
      description: 'What it can be; null when that is free.',
      resolve: ({ options }) => (options === null ? null : [...options]),
    }),
    apiWritable: t.exposeBoolean('apiWritable', { description: 'It can be written through the API.' }),
    custom: t.exposeBoolean('custom', { description: 'The workspace made it for itself.' }),
    archived: t.exposeBoolean('archived', { description: 'It is no longer used; its values stay.' }),
    description: t.exposeString('description', { nullable: true, description: 'What it is for.' }),
  }),
})

registerNode<DataAttribute>('DataAttribute', {
  idOf: refOf,
  check(id) {
    const { model, own } = partsOfRef(id)
    if (model && own !== '' && own.length <= 255) return id
    throw new InvalidInputError(
      'This is not the id of a data attribute; expected what its field "id" gives: "contact:77", "company:plan.name".',
    )
  },
  load: (id, context) => context.load(context.services.dataAttributes.getMany, id),
})

builder.objectField(WorkspaceType, 'dataAttributes', (t) =>
  t.field({
    type: [DataAttributeType],
    nullable: true,
    description:
      'What can be known of people, companies and conversations. One call for all; from version 2.16 on one more when conversations are among them.',
    args: {
      model: t.arg({ type: AttributeModelEnum, description: 'Of what; of everything unless said.' }),
      includeArchived: t.arg.boolean({ required: true, defaultValue: false, description: 'Those that are no longer used, too.' }),
    },
    resolve: async (_, { model, includeArchived }, context) => {
      const found = await context.services.dataAttributes.list(model ? [model] : attributeModels)
      return found.filter(({ archived }) => includeArchived || !archived)
    },
  }),
)
