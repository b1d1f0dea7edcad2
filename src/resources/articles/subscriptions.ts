import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { globalIdOf } from '../../api/node.ts'
import { referencesTo } from '../../api/references.ts'
import { happenedFields } from '../../api/streams/happened.ts'
import { siftedStream } from '../../api/streams/sifted.ts'
import { asRequest, streamOf } from '../../api/streams/stream.ts'
import { afterArg, StreamCaughtUpType, StreamGapType, StreamItemInterface } from '../../api/streams/stream-types.ts'
import { ArticleFilterInput, conditionsOf, readFilter } from './graphql.ts'
import { ArticleType } from './graphql-type.ts'
import type { Article, ArticleEntry } from './model.ts'
import { type ArticleEvent, eventFrom } from './model-event.ts'
import { isAsked } from './model-filter.ts'

/** An event, and what was said of where its article stands. */
type ToldEvent = ArticleEvent & { said: Partial<ArticleEntry> }

const articleReferences = referencesTo<Article>('Article', ({ articles }) => articles.getMany)

const ArticleChangedType = builder.objectRef<ToldEvent>('ArticleChanged').implement({
  description:
    'An article is new, not as it was, published, taken back or gone. Intercom announces neither collections and help centers nor how readers took an article.',
  authScopes: needs('CONTENT_READ'),
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    ...happenedFields<ToldEvent>(t, 'article.published'),
    article: t.field({
      type: ArticleType,
      nullable: true,
      description: 'The article as it is now; null when it is gone. Selecting only `id` or `intercomId` costs no call.',
      resolve: ({ articleId, isDeleted }, _, context, info) => (isDeleted ? null : articleReferences.one(articleId, context, info)),
    }),
    deletedId: t.id({
      nullable: true,
      description: 'The id of an article that was deleted: drop whatever is kept of it. Null for all others.',
      resolve: ({ articleId: id, isDeleted }, _, { workspaceId }) =>
        isDeleted ? globalIdOf({ __typename: 'Article', id }, workspaceId) : null,
    }),
  }),
})

const ArticleStreamItem = builder.unionType('ArticleStreamItem', {
  description: 'What a stream of articles tells.',
  types: [ArticleChangedType, StreamGapType, StreamCaughtUpType],
})

/** Whether an article is what a filter says now: by what was said of it, and only where that does not decide by the article. */
async function matches({ articleId, said }: ToldEvent, filter: NonNullable<ReturnType<typeof readFilter>>, context: Context) {
  const conditions = await conditionsOf(filter, context)
  const told = isAsked(said, conditions)
  if (told !== undefined) return told
  await context.renew()
  const article = await context.load(context.services.articles.getMany, articleId)
  return article !== null && isAsked(article, conditions) === true
}

builder.subscriptionField('articleEvents', (t) =>
  t.field({
    type: ArticleStreamItem,
    description:
      'What happens to articles. With a filter only those are told that match it now, and all that were deleted; one that has ceased to match is not told of. An event costs no call as long as only what it says itself is selected.',
    authScopes: needs('CONTENT_READ'),
    args: {
      filter: t.arg({
        type: ArticleFilterInput,
        description:
          'Which articles are told of, judged by what Intercom announced, as far as that goes, else by the article, which is read for it; one that cannot be read is told of.',
      }),
      after: t.arg(afterArg),
    },
    subscribe: (_, { filter: asked, after }, context) => {
      const filter = asked ? readFilter(asked, context) : null
      const stream = streamOf<ToldEvent>(context, {
        after,
        wants: ({ change }) => change.about[0]?.type === 'article',
        eventOf(entry, said) {
          const event = eventFrom(entry)
          return event && { ...event, said: said as Partial<ArticleEntry> }
        },
      })
      if (!filter) return stream
      return siftedStream(stream, async (item) => {
        if (item.__typename !== 'ArticleChanged' || item.isDeleted) return true
        try {
          return await matches(item, filter, context)
        } catch {
          // whoever is told asks for the article, and sees why it cannot be read; left out, it would be missed
          return true
        }
      })
    },
    resolve: (item, _, context) => asRequest(item, context),
  }),
)
