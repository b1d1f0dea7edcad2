import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { selectedAt } from '../../api/selection.ts'
import { checkId } from '../../intercom/ids.ts'
import { WorkspaceType } from '../workspace/graphql.ts'
import type { Segment } from './model.ts'

export const SegmentType = builder.objectRef<Segment>('Segment').implement({
  description:
    'A group of people or companies that Intercom keeps by rules. Intercom announces no changes of segments: one shows when the cached list has expired.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    personType: t.exposeString('personType', { description: 'Whom it is made of: "user", or "contact" for leads.' }),
    count: t.int({
      nullable: true,
      description: 'How many are in it; null when Intercom does not say. One call for all segments, which are listed with their counts.',
      resolve: ({ id, count }, _, context) => count ?? context.load(context.services.segments.getCounts, id),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When it was last changed.' }),
  }),
})

registerNode<Segment>('Segment', {
  check: (id) => checkId('segment', id),
  load: (id, context) => context.load(context.services.segments.getMany, id),
})

builder.objectField(WorkspaceType, 'segments', (t) =>
  t.field({
    type: [SegmentType],
    nullable: true,
    description: 'All segments.',
    args: {
      includeCount: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Have Intercom count who is in them, which takes it longer. The same as selecting `count`: no call more.',
      }),
    },
    resolve: async (_, { includeCount }, context, info) => {
      const { segments } = context.services
      const isCounted = includeCount || selectedAt(info, []).some(({ name }) => name.value === 'count')
      return [...(await (isCounted ? segments.allCounted() : segments.all()))]
    },
  }),
)
