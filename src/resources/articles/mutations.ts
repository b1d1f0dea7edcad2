import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { idArg, neededText, somethingIn, unlessNull } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { DeletePayload, deletedPayload, handOn, payloadType } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import type { Done } from '../../writes/write.ts'
import { ArticleType } from './graphql-type.ts'
import type { Article } from './model.ts'
import { ArticleCreateInput, ArticleUpdateInput, textsOf, translationsOf } from './mutations-inputs.ts'

type Ids = { articleId: string }

const ArticlePayload = payloadType<Ids>(
  'ArticlePayload',
  'What a mutation of an article came to. The answer of Intercom is the article: it takes no call.',
)
builder.objectField(ArticlePayload, 'article', (t) =>
  t.field({
    type: ArticleType,
    nullable: true,
    description: 'The article as it is now.',
    resolve: ({ articleId }, _, context) => (articleId === undefined ? null : context.load(context.services.articles.getMany, articleId)),
  }),
)

function payloadOf({ result, taken }: Done<Ids, Article | null>, context: Context): Ids {
  handOn(context, context.services.articles.getMany, result.articleId, taken)
  return result
}

const mayWrite = { authScopes: needs('CONTENT_WRITE') }
const sentFields = {
  author_id: ['input', 'author'],
  parent_id: ['input', 'collection'],
  parent_type: ['input', 'collection'],
  translated_content: ['input', 'translations'],
}
const collectionOf = (collection: string | number | null | undefined, context: Context) =>
  collection === null || collection === undefined ? collection : readId(collection, 'Collection', context, 'input.collection')

builder.mutationFields((t) => ({
  articleCreate: t.field({
    ...mayWrite,
    type: ArticlePayload,
    description: 'Writes a new article: a draft, unless it is said to be published.',
    args: { input: t.arg({ type: ArticleCreateInput, required: true, description: 'The article.' }) },
    async resolve(_, { input }, context) {
      const { title, author, state, collection, translations, description, body } = input
      const collectionId = collectionOf(collection, context)
      const others = translationsOf(translations)
      const article = {
        title: neededText(title, ['input', 'title']),
        authorId: readId(author, 'Admin', context, 'input.author'),
        state: state ?? 'DRAFT',
        ...(typeof description === 'string' && { description }),
        ...(typeof body === 'string' && { body }),
        ...(collectionId && { collectionId }),
        ...(others && { translations: others }),
      }
      return payloadOf(await sentAs(sentFields, () => context.services.articles.write.create(article)), context)
    },
  }),
  articleUpdate: t.field({
    ...mayWrite,
    type: ArticlePayload,
    description: 'Changes an article, publishes it or takes it back.',
    args: {
      id: t.arg.id(idArg),
      input: t.arg({ type: ArticleUpdateInput, required: true, description: 'What to change.' }),
    },
    async resolve(_, { id, input }, context) {
      const articleId = readId(id, 'Article', context)
      const author = unlessNull(input.author, ['input', 'author'])
      const collectionId = collectionOf(input.collection, context)
      const translations = translationsOf(unlessNull(input.translations, ['input', 'translations']))
      const changes = somethingIn(
        {
          ...textsOf(input, ['input']),
          ...(author !== undefined && { authorId: readId(author, 'Admin', context, 'input.author') }),
          ...(collectionId !== undefined && { collectionId }),
          ...(translations && { translations }),
        },
        'title, description, body, author, state, collection, translations',
      )
      return payloadOf(await sentAs(sentFields, () => context.services.articles.write.update(articleId, changes)), context)
    },
  }),
  articleDelete: t.field({
    ...mayWrite,
    type: DeletePayload,
    description: 'Deletes an article in all its languages, for good.',
    args: { id: t.arg.id(idArg) },
    async resolve(_, { id }, context) {
      const { result } = await context.services.articles.write.delete(readId(id, 'Article', context))
      return deletedPayload('Article', result.deletedId, context)
    },
  }),
}))
