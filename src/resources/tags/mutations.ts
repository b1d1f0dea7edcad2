import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { idArg, neededText } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { DeletePayload, deletedPayload, handOn, payloadType } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import { TagType } from './graphql.ts'

const TagPayload = payloadType<{ tagId: string }>('TagPayload', 'What a mutation of a tag came to.')
builder.objectField(TagPayload, 'tag', (t) =>
  t.field({
    type: TagType,
    nullable: true,
    description: 'The tag, from what Intercom answered, at no call.',
    extensions: costsCalls(0),
    resolve: ({ tagId }, _, context) => (tagId === undefined ? null : context.load(context.services.tags.getMany, tagId)),
  }),
)

builder.mutationFields((t) => ({
  tagUpsert: t.field({
    authScopes: needs('CONTACTS_WRITE'),
    type: TagPayload,
    description: 'The tag of that name, which is made where there is none. Large letters and small ones are the same.',
    args: { name: t.arg.string({ required: true, description: 'The word.' }) },
    async resolve(_, { name }, context) {
      const { tags } = context.services
      const { result, taken } = await tags.write.upsert(neededText(name, ['name']))
      handOn(context, tags.getMany, result.tagId, taken ?? undefined)
      return result
    },
  }),
  tagDelete: t.field({
    authScopes: needs('CONTACTS_WRITE', 'CONVERSATIONS_WRITE', 'CONTENT_WRITE'),
    type: DeletePayload,
    description:
      'Deletes a tag, for good: it is on no contact, company, conversation and article any more. One that a segment is made of is refused, with the constraint `tag_has_dependent_objects`.',
    args: { id: t.arg.id(idArg) },
    async resolve(_, { id }, context) {
      const tagId = readId(id, 'Tag', context)
      const { result } = await sentAs({ tag_has_dependent_objects: ['id'] }, () => context.services.tags.write.delete(tagId))
      return deletedPayload('Tag', result.deletedId, context)
    },
  }),
}))
