import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { asksFor } from '../../api/selection.ts'
import { WebhookDeliveryType } from '../../api/webhooks/delivery-type.ts'
import { InvalidInputError } from '../../errors.ts'
import type { Workspace } from './model.ts'

const Region = builder.enumType('Region', {
  description: "Where the workspace's data lives.",
  values: { US: { description: 'United States.' }, EU: { description: 'Europe.' }, AU: { description: 'Australia.' } } as const,
})

/** What newer versions of Intercom's API can do, and since when. Only what the graph uses is listed. */
const capabilities = { MERGE_HISTORY: '2.16' } as const

const Capability = builder.enumType('Capability', {
  description: 'What the version of the Intercom API in use can do beyond 2.14.',
  values: { MERGE_HISTORY: { description: 'The merges a contact came from can be listed (2.16).' } } as const,
})

export const WorkspaceType = builder.objectRef<Workspace>('Workspace').implement({
  description: 'The Intercom workspace that this gateway serves.',
  interfaces: [Node],
  fields: (t) => ({
    intercomId: t.exposeString('id', { description: "Intercom's code of the workspace, as in the addresses of its Inbox." }),
    name: t.exposeString('name', { nullable: true, description: 'Its name.' }),
    region: t.field({
      type: Region,
      description: "Where the workspace's data lives: what Intercom says, or what the gateway is configured for where it says nothing.",
      resolve: (workspace, _, context) => workspace.region ?? context.services.workspace.configuredRegion,
    }),
    timeZone: t.exposeString('timeZone', { nullable: true, description: 'IANA name; a calendar day in a filter means a day here.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When the workspace was created.' }),
    apiVersion: t.string({
      description: 'The version of the Intercom API that the gateway speaks.',
      resolve: (_, __, context) => context.apiVersion,
    }),
    capabilities: t.field({
      type: [Capability],
      description: 'What that version can do beyond 2.14.',
      resolve: (_, __, context) =>
        (Object.keys(capabilities) as (keyof typeof capabilities)[]).filter((name) =>
          context.services.workspace.speaks(capabilities[name]),
        ),
    }),
  }),
})

registerNode<Workspace>('Workspace', {
  check: (id) => {
    if (/^[\w-]{1,64}$/.test(id)) return id
    throw new InvalidInputError(`${JSON.stringify(id.slice(0, 60))} is not the id of a Workspace.`)
  },
  load: async (id, context) => {
    const workspace = await context.services.workspace.get()
    return workspace.id === id ? workspace : null
  },
})

/** What Intercom is asked for. All else of a workspace is known from its id, or is a list of its own. */
const asked = ['name', 'region', 'timeZone', 'createdAt']

/** The workspace that is served; a reference to it where nothing is selected that Intercom would have to be asked for. */
const theWorkspace = (context: Context, info: GraphQLResolveInfo) =>
  asksFor(info, asked) ? context.services.workspace.get() : ({ __typename: 'Workspace', id: context.workspaceId } as Workspace)

builder.interfaceField(IntercomObject, 'workspace', (t) =>
  t.field({
    type: WorkspaceType,
    description: 'The workspace it belongs to.',
    resolve: (_, __, context, info) => theWorkspace(context, info),
  }),
)

builder.objectField(WebhookDeliveryType, 'workspace', (t) =>
  t.field({
    type: WorkspaceType,
    nullable: true,
    description: 'The workspace in which it happened. `id` and `intercomId` cost no call.',
    resolve: (_, __, context, info) => theWorkspace(context, info),
  }),
)

builder.queryField('workspace', (t) =>
  t.field({
    type: WorkspaceType,
    description: 'The workspace that this gateway serves.',
    resolve: (_, __, context, info) => theWorkspace(context, info),
  }),
)
