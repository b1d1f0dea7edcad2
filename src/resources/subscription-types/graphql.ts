import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { startsEarly } from '../../api/early.ts'
import { Node, registerNode } from '../../api/node.ts'
import { checkId } from '../../intercom/ids.ts'
import { WorkspaceType } from '../workspace/graphql.ts'
import type { SubscriptionType } from './model.ts'

/** What a reference to a subscription type knows without the list of them. */
export const embeddedSubscriptionTypeFields = ['id', 'intercomId'] as const

const ConsentEnum = builder.enumType('Consent', {
  description: 'Whether people have to agree to messages, or to refuse them.',
  values: {
    OPT_IN: { description: 'They get them once they agreed.' },
    OPT_OUT: { description: 'They get them until they refuse.' },
  } as const,
})

export const SubscriptionTypeType = builder.objectRef<SubscriptionType>('SubscriptionType').implement({
  description:
    'A kind of messages that people can take or refuse. Intercom announces no changes of them: one shows when the cached list has expired.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [Node],
  fields: (t) => ({
    intercomId: t.exposeString('id', { description: "Intercom's own id." }),
    name: t.exposeString('name', { nullable: true, description: "Its name, in the workspace's own language." }),
    consent: t.field({ type: ConsentEnum, description: 'What it takes to get them.', resolve: ({ consent }) => consent }),
    contentTypes: t.field({
      type: ['String'],
      description: 'What is sent: "email", "sms_message".',
      resolve: ({ contentTypes }) => [...contentTypes],
    }),
    state: t.exposeString('state', { description: '"live", "draft" or "archived".' }),
  }),
})

registerNode<SubscriptionType>('SubscriptionType', {
  check: (id) => checkId('subscription type', id),
  load: (id, context) => context.load(context.services.subscriptionTypes.getMany, id),
})

builder.objectField(WorkspaceType, 'subscriptionTypes', (t) =>
  t.field({
    type: [SubscriptionTypeType],
    nullable: true,
    description: 'All kinds of messages that people can take or refuse.',
    extensions: startsEarly((context) => context.services.subscriptionTypes.warm()),
    resolve: async (_, __, context) => [...(await context.services.subscriptionTypes.all())],
  }),
)
