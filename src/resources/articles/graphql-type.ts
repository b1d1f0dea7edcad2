import { bodyFormatArg, renderBody, safeUrl } from '../../api/bodies/content.ts'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { inLocale } from '../../api/locales.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { checkId } from '../../intercom/ids.ts'
import { AdminType, adminReferences, adminsStartEarly } from '../admins/graphql.ts'
import { CollectionType, collectionReferences, collectionsStartEarly, LocalizedContent, translationArgs } from '../collections/graphql.ts'
import { TagType } from '../tags/graphql.ts'
import type { Article, ArticleStatistics, ArticleTranslation } from './model.ts'

export const ArticleState = builder.enumType('ArticleState', {
  description: 'Whether visitors can read an article.',
  values: { PUBLISHED: { description: 'They can.' }, DRAFT: { description: 'Teammates only.' } } as const,
})

const ArticleStatisticsType = builder.objectRef<ArticleStatistics>('ArticleStatistics').implement({
  description: 'How readers took an article.',
  fields: (t) => ({
    views: t.exposeInt('views', { description: 'How often it was looked at.' }),
    conversions: t.exposeInt('conversions', { description: 'How many conversations were started from it.' }),
    reactions: t.exposeInt('reactions', { description: 'How many readers left a reaction.' }),
    happyPercentage: t.exposeFloat('happyPercentage', { nullable: true, description: 'Happy ones among the reactions, in percent.' }),
    neutralPercentage: t.exposeFloat('neutralPercentage', { nullable: true, description: 'Neutral ones, in percent.' }),
    sadPercentage: t.exposeFloat('sadPercentage', { nullable: true, description: 'Sad ones, in percent.' }),
  }),
})

const ArticleTranslationType = builder.objectRef<ArticleTranslation>('ArticleTranslation').implement({
  description: 'An article in one language.',
  interfaces: [LocalizedContent],
  fields: (t) => ({
    body: t.string({
      nullable: true,
      description: 'Its text in this language.',
      args: { as: t.arg(bodyFormatArg) },
      resolve: (translation, { as }) => renderBody(translation.body, as),
    }),
    state: t.field({ type: ArticleState, description: 'Whether it is published in this language.', resolve: ({ state }) => state }),
    author: t.field({
      type: AdminType,
      nullable: true,
      description: 'The teammate who wrote it in this language.',
      extensions: adminsStartEarly,
      resolve: ({ authorId }, _, context, info) => adminReferences.one(authorId, context, info),
    }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When its text in this language last changed.' }),
  }),
})

export const ArticleType = builder.objectRef<Article>('Article').implement({
  description: 'A page of a help center, in one or more languages.',
  authScopes: needs('CONTENT_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title in the default language.' }),
    description: t.exposeString('description', { nullable: true, description: 'Its description in the default language.' }),
    body: t.string({
      nullable: true,
      description: 'Its text in the default language.',
      args: { as: t.arg(bodyFormatArg) },
      resolve: (article, { as }) => renderBody(article.body, as),
    }),
    state: t.field({ type: ArticleState, description: 'Whether it is published in the default language.', resolve: ({ state }) => state }),
    url: t.field({
      type: 'URL',
      nullable: true,
      description: 'Its address in the help center; null for most drafts.',
      resolve: ({ url }) => safeUrl(url),
    }),
    defaultLocale: t.expose('defaultLocale', {
      type: 'Locale',
      nullable: true,
      description: 'The default language of its help center; null in one with one language only.',
    }),
    author: t.field({
      type: AdminType,
      nullable: true,
      description: 'The teammate who wrote it.',
      extensions: adminsStartEarly,
      resolve: ({ authorId }, _, context, info) => adminReferences.one(authorId, context, info),
    }),
    collection: t.field({
      type: CollectionType,
      nullable: true,
      description: 'The collection it stands in, the first one when there are several; null for an article that stands alone.',
      extensions: collectionsStartEarly,
      resolve: ({ collectionIds: [id = null] }, _, context, info) => collectionReferences.one(id, context, info),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When it last changed.' }),
    translation: t.field({
      type: ArticleTranslationType,
      nullable: true,
      args: translationArgs,
      description: 'The article in a language.',
      resolve: ({ translations }, args) => inLocale(translations, args),
    }),
    translations: t.field({
      type: [ArticleTranslationType],
      description: 'The article in every language it has, the default one first.',
      resolve: ({ translations }) => [...translations],
    }),
    statistics: t.field({
      type: ArticleStatisticsType,
      nullable: true,
      description: 'How readers took it. No list of Intercom has these: they cost one call for each article.',
      extensions: costsCalls(1),
      resolve: ({ id }, _, context) => context.load(context.services.articles.getStatistics, id),
    }),
    tags: t.field({ type: [TagType], nullable: true, description: 'What it is marked with.', resolve: ({ tags }) => [...tags] }),
  }),
})

registerNode<Article>('Article', {
  check: (id) => checkId('article', id),
  load: (id, context) => context.load(context.services.articles.getMany, id),
})
