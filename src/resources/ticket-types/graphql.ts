import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { startsEarly } from '../../api/early.ts'
import { globalIdOf, IntercomObject, Node, registerId, registerNode } from '../../api/node.ts'
import { checkId } from '../../intercom/ids.ts'
import { WorkspaceType } from '../workspace/graphql.ts'
import type { TicketCategory, TicketState, TicketType, TicketTypeAttribute } from './model.ts'

export const TicketCategoryEnum = builder.enumType('TicketCategory', {
  description: 'Whom a ticket is for.',
  values: {
    CUSTOMER: { description: 'The customer sees it and is told how it goes.' },
    BACK_OFFICE: { description: 'Only the team sees it.' },
    TRACKER: { description: 'One cause behind many tickets and conversations, which are told together.' },
  } as const satisfies Record<TicketCategory, unknown>,
})

export const TicketStateType = builder.objectRef<TicketState>('TicketState').implement({
  description: 'Where tickets can stand.',
  authScopes: needs('TICKETS_READ'),
  fields: (t) => ({
    id: t.id({ description: 'Its id, for filters.', resolve: (state, _, { workspaceId }) => globalIdOf(state, workspaceId) }),
    category: t.exposeString('category', {
      description: 'What kind of state: "submitted", "in_progress", "waiting_on_customer", "resolved". Several can be of one kind.',
    }),
    internalLabel: t.exposeString('internalLabel', { description: 'How teammates see it called.' }),
    externalLabel: t.exposeString('externalLabel', { description: 'How customers see it called.' }),
  }),
})

registerId('TicketState', (id) => checkId('ticket state', id))

const TicketTypeAttributeType = builder.objectRef<TicketTypeAttribute>('TicketTypeAttribute').implement({
  description: 'Something that can be known of the tickets of one type.',
  authScopes: needs('TICKETS_READ'),
  fields: (t) => ({
    id: t.id({ description: 'Its id.', resolve: (attribute, _, { workspaceId }) => globalIdOf(attribute, workspaceId) }),
    name: t.exposeString('name', {
      description:
        'Its name, as in `attributes` and `attribute(name:)` of a ticket. Title and description are "_default_title_" and "_default_description_".',
    }),
    dataType: t.exposeString('dataType', {
      description: 'What it holds, in Intercom\'s words: "string", "list", "integer", "decimal", "boolean", "datetime", "files".',
    }),
    required: t.exposeBoolean('required', { description: 'Teammates have to fill it in.' }),
    options: t.field({
      type: ['String'],
      nullable: true,
      description: 'What a list offers; null for everything else.',
      resolve: ({ options }) => options?.map(({ label }) => label),
    }),
  }),
})

export const TicketTypeType = builder.objectRef<TicketType>('TicketType').implement({
  description:
    'What a ticket can be: what is asked for, and the states it goes through. Intercom announces no changes of types: one shows when the cached list has expired.',
  authScopes: needs('TICKETS_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    category: t.field({ type: TicketCategoryEnum, description: 'Whom its tickets are for.', resolve: ({ category }) => category }),
    icon: t.exposeString('icon', { nullable: true, description: 'The emoji beside it.' }),
    archived: t.exposeBoolean('archived', { description: 'It is no longer used; its tickets stay.' }),
    attributes: t.field({
      type: [TicketTypeAttributeType],
      description: 'What can be known of its tickets, but for what is no longer used.',
      resolve: ({ attributes }) => attributes.filter(({ archived }) => !archived),
    }),
    states: t.field({
      type: [TicketStateType],
      description: 'The states that its tickets go through. They cost no call but for the type of a ticket: then one call for all.',
      resolve: async ({ id, states }, _, context) => [...(states ?? (await context.load(context.services.ticketTypes.getStates, id)))],
    }),
  }),
})

registerNode<TicketType>('TicketType', {
  check: (id) => checkId('ticket type', id),
  load: (id, context) => context.load(context.services.ticketTypes.getMany, id),
})

builder.objectField(WorkspaceType, 'ticketTypes', (t) =>
  t.field({
    type: [TicketTypeType],
    nullable: true,
    description: 'What tickets can be, archived types too.',
    extensions: startsEarly((context) => context.services.ticketTypes.warm()),
    resolve: async (_, __, context) => [...(await context.services.ticketTypes.all())],
  }),
)
