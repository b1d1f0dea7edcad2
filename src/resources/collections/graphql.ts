import { safeUrl } from '../../api/bodies/content.ts'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { askedPart } from '../../api/connections/asked-page.ts'
import { connectArray } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { startsEarly } from '../../api/early.ts'
import { inLocale } from '../../api/locales.ts'
import { IntercomObject, Node, readId, registerNode } from '../../api/node.ts'
import { referenceFields, referencesTo } from '../../api/references.ts'
import { checkId } from '../../intercom/ids.ts'
import { HelpCenterType, helpCenterReferences, helpCentersStartEarly } from '../help-centers/graphql.ts'
import type { Collection, CollectionTranslation } from './model.ts'

/** For fields that lead to a collection: the list of all of them waits for nothing, and a reference needs no list. */
export const collectionsStartEarly = startsEarly((context) => context.services.collections.warm(), { embedded: referenceFields })

export const collectionReferences = referencesTo<Collection>('Collection', ({ collections }) => collections.getMany)

/** For fields that need the list whatever is selected of them: only it says which collections there are. */
const collectionListStartsEarly = startsEarly((context) => context.services.collections.warm())

type Localized = { __typename: string; locale: string; title: string | null; description: string | null; url: string | null }

export const LocalizedContent = builder.interfaceRef<Localized>('LocalizedContent').implement({
  description: 'What is written in one language.',
  fields: (t) => ({
    locale: t.expose('locale', {
      type: 'Locale',
      description: 'The language; `und` where Intercom does not say it, as in a help center with one language only.',
    }),
    title: t.exposeString('title', { nullable: true, description: 'Its title in this language.' }),
    description: t.exposeString('description', { nullable: true, description: 'Its description in this language.' }),
    url: t.field({ type: 'URL', nullable: true, description: 'Its address in this language.', resolve: ({ url }) => safeUrl(url) }),
  }),
})

/** The arguments of every `translation` field. */
export const translationArgs = builder.args((t) => ({
  locale: t.field({
    type: 'Locale',
    required: true,
    description: 'Which language: `pt-BR`. Without a text for it, the one for `pt` is taken.',
  }),
  fallback: t.boolean({
    required: true,
    defaultValue: true,
    description: 'Without a text for the language either: the one in the default language, rather than null.',
  }),
}))

const CollectionTranslationType = builder.objectRef<CollectionTranslation>('CollectionTranslation').implement({
  description: 'A collection in one language. Intercom gives an address for the default language only.',
  interfaces: [LocalizedContent],
})

export const CollectionType = builder.objectRef<Collection>('Collection').implement({
  description:
    'A shelf of articles in a help center; shelves stand in shelves. Intercom announces no changes of collections: one that was not made here shows when the cached list has expired.',
  authScopes: needs('CONTENT_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name in the default language.' }),
    description: t.exposeString('description', { nullable: true, description: 'Its description in the default language.' }),
    icon: t.exposeString('icon', { nullable: true, description: "Intercom's name of its icon." }),
    url: t.field({ type: 'URL', nullable: true, description: 'Its address in the help center.', resolve: ({ url }) => safeUrl(url) }),
    order: t.exposeInt('order', { description: 'Its place among those beside it, from 0.' }),
    defaultLocale: t.expose('defaultLocale', {
      type: 'Locale',
      nullable: true,
      description: 'The default language of its help center; null in one with one language only.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'When it was created.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', nullable: true, description: 'When it last changed.' }),
    translation: t.field({
      type: CollectionTranslationType,
      nullable: true,
      args: translationArgs,
      description: 'Its name and description in a language.',
      resolve: ({ translations }, args) => inLocale(translations, args),
    }),
    helpCenter: t.field({
      type: HelpCenterType,
      nullable: true,
      description: 'The help center it is in: that of the top level above it.',
      extensions: helpCentersStartEarly,
      resolve: async (collection, _, context, info) =>
        helpCenterReferences.one(await context.load(context.services.collections.getHelpCenterIds, collection), context, info),
    }),
  }),
})

builder.objectFields(CollectionType, (t) => ({
  parent: t.field({
    type: CollectionType,
    nullable: true,
    description: 'The one it stands in; null on the top level.',
    resolve: ({ parentId }, _, context, info) => collectionReferences.one(parentId, context, info),
  }),
  ancestors: t.field({
    type: [CollectionType],
    description: 'All those above it, from the top level down to its parent.',
    resolve: (collection, _, context) => context.load(context.services.collections.getAncestors, collection),
  }),
  children: t.field({
    type: [CollectionType],
    description: 'Those that stand directly in it, in the order in which the help center shows them.',
    resolve: (collection, _, context) => context.load(context.services.collections.getChildren, collection),
  }),
}))

registerNode<Collection>('Collection', {
  check: (id) => checkId('collection', id),
  load: (id, context) => context.load(context.services.collections.getMany, id),
})

builder.objectField(HelpCenterType, 'rootCollections', (t) =>
  t.field({
    type: [CollectionType],
    nullable: true,
    description: 'Its top level, in the order in which it is shown.',
    extensions: collectionListStartsEarly,
    resolve: (helpCenter, _, context) => context.load(context.services.collections.getRoots, helpCenter.id),
  }),
)

const CollectionConnection = connectionType('Collection', CollectionType, { edges: false })

builder.queryFields((t) => ({
  collection: t.field({
    type: CollectionType,
    nullable: true,
    description: 'One collection, or null.',
    args: { id: t.arg.id({ required: true, description: 'Its id, global or as Intercom has it.' }) },
    resolve: (_, { id }, context) => context.load(context.services.collections.getMany, readId(id, 'Collection', context)),
  }),
  collections: t.field({
    type: CollectionConnection,
    nullable: true,
    description: 'All collections, on every level; last changed first.',
    args: {
      ...pageArgs(50),
      helpCenter: t.arg.id({ description: 'Those of one help center only: its id, global or as Intercom has it.' }),
    },
    extensions: collectionListStartsEarly,
    resolve: async (_, { helpCenter, ...args }, context) => {
      const { collections } = context.services
      const helpCenterId = typeof helpCenter === 'string' ? readId(helpCenter, 'HelpCenter', context, 'helpCenter') : null
      const asked = askedPart(args, ['Query.collections', helpCenterId], context)
      const found = helpCenterId === null ? await collections.all() : await collections.listIn(helpCenterId)
      return connectArray(found, asked, { keyOf: ({ id }) => id })
    },
  }),
}))
