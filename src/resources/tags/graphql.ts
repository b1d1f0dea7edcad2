import { builder } from '../../api/builder.ts'
import { startsEarly } from '../../api/early.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { referencesTo } from '../../api/references.ts'
import { checkId } from '../../intercom/ids.ts'
import { WorkspaceType } from '../workspace/graphql.ts'
import type { Tag } from './model.ts'

export const TagType = builder.objectRef<Tag>('Tag').implement({
  description:
    'A word that people, companies, conversations and articles are marked with. Intercom announces no changes of tags: one shows when the cached list has expired, and at once where the gateway has made it.',
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The word.' }),
  }),
})

export const tagReferences = referencesTo<Tag>('Tag', ({ tags }) => tags.getMany)

registerNode<Tag>('Tag', {
  check: (id) => checkId('tag', id),
  load: (id, context) => context.load(context.services.tags.getMany, id),
})

builder.objectField(WorkspaceType, 'tags', (t) =>
  t.field({
    type: [TagType],
    nullable: true,
    description: 'All tags.',
    extensions: startsEarly((context) => context.services.tags.warm()),
    resolve: async (_, __, context) => [...(await context.services.tags.all())],
  }),
)
