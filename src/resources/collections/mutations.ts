import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { idArg, localesIn, neededText, somethingIn, unlessNull } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { DeletePayload, deletedPayload, handOn, payloadType } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import type { Done } from '../../writes/write.ts'
import { CollectionType } from './graphql.ts'
import type { Collection } from './model.ts'
import type { CollectionTexts } from './service-writes.ts'

type TextFields = { name?: string | null; description?: string | null }
type TranslationFields = TextFields & { locale: string }

const CollectionTranslationInput = builder.inputRef<TranslationFields>('CollectionTranslationInput').implement({
  description: 'A collection in one language. What is left out stays as it is; null takes the description away.',
  fields: (t) => ({
    locale: t.field({ type: 'Locale', required: true, description: 'The language, one of those of the help center: `pt-BR`.' }),
    name: t.string({ description: 'Its name in this language.' }),
    description: t.string({ description: 'Its description in this language.' }),
  }),
})

const CollectionCreateInput = builder.inputType('CollectionCreateInput', {
  description: 'A new collection.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name in the default language.' }),
    description: t.string({ description: 'What stands in it, in a line.' }),
    parent: t.id({ description: 'The collection it stands in; on the top level unless said.' }),
    helpCenter: t.id({ description: 'The help center it is in; the first unless said. One that stands in another is where that is.' }),
    translations: t.field({ type: [CollectionTranslationInput], description: 'The collection in other languages, each once.' }),
  }),
})

const CollectionUpdateInput = builder.inputType('CollectionUpdateInput', {
  description: 'What is to be changed. What is left out stays as it is; null takes it away where a collection can be without it.',
  fields: (t) => ({
    name: t.string({ description: 'Its name in the default language.' }),
    description: t.string({ description: 'What stands in it, in a line.' }),
    parent: t.id({ description: 'The collection it stands in. Null brings it to the top level.' }),
    translations: t.field({
      type: [CollectionTranslationInput],
      description: 'Languages to add or to change, each once; the others stay.',
    }),
  }),
})

type Ids = { collectionId: string }
const CollectionPayload = payloadType<Ids>(
  'CollectionPayload',
  'What a mutation of a collection came to. The answer of Intercom is the collection: it takes no call.',
)
builder.objectField(CollectionPayload, 'collection', (t) =>
  t.field({
    type: CollectionType,
    nullable: true,
    description: 'The collection as it is now.',
    resolve: ({ collectionId }, _, context) =>
      collectionId === undefined ? null : context.load(context.services.collections.getMany, collectionId),
  }),
)

function payloadOf({ result, taken }: Done<Ids, Collection | null>, context: Context): Ids {
  handOn(context, context.services.collections.getMany, result.collectionId, taken)
  return result
}

function textsOf({ name: given, description }: TextFields, path: readonly string[]): CollectionTexts {
  const name = unlessNull(given, [...path, 'name'])
  return {
    ...(name !== undefined && { name: neededText(name, [...path, 'name']) }),
    ...(description !== undefined && { description }),
  }
}

const translationsOf = (list: readonly TranslationFields[] | null | undefined) =>
  localesIn(list, ['input', 'translations'])?.map(({ locale, ...texts }, index) => ({
    locale,
    ...textsOf(texts, ['input', 'translations', String(index)]),
  }))

const parentOf = (parent: string | number | null | undefined, context: Context) =>
  parent === null || parent === undefined ? parent : readId(parent, 'Collection', context, 'input.parent')

const mayWrite = { authScopes: needs('CONTENT_WRITE') }
const sentFields = {
  parent_id: ['input', 'parent'],
  help_center_id: ['input', 'helpCenter'],
  translated_content: ['input', 'translations'],
}

builder.mutationFields((t) => ({
  collectionCreate: t.field({
    ...mayWrite,
    type: CollectionPayload,
    description: 'Makes a collection.',
    args: { input: t.arg({ type: CollectionCreateInput, required: true, description: 'The collection.' }) },
    async resolve(_, { input }, context) {
      const { name, description, parent, helpCenter, translations } = input
      const parentId = parentOf(parent, context)
      const others = translationsOf(translations)
      const collection = {
        name: neededText(name, ['input', 'name']),
        ...(typeof description === 'string' && { description }),
        ...(parentId && { parentId }),
        ...(typeof helpCenter === 'string' && { helpCenterId: readId(helpCenter, 'HelpCenter', context, 'input.helpCenter') }),
        ...(others && { translations: others }),
      }
      return payloadOf(
        await sentAs({ ...sentFields, not_found: ['input', 'helpCenter'] }, () => context.services.collections.write.create(collection)),
        context,
      )
    },
  }),
  collectionUpdate: t.field({
    ...mayWrite,
    type: CollectionPayload,
    description: 'Changes a collection, or brings it to another place.',
    args: {
      id: t.arg.id(idArg),
      input: t.arg({ type: CollectionUpdateInput, required: true, description: 'What to change.' }),
    },
    async resolve(_, { id, input }, context) {
      const collectionId = readId(id, 'Collection', context)
      const parentId = parentOf(input.parent, context)
      if (parentId === collectionId)
        throw new InvalidInputError('"input.parent" is the collection itself; expected another.', { path: ['input', 'parent'] })
      const translations = translationsOf(unlessNull(input.translations, ['input', 'translations']))
      const changes = somethingIn(
        { ...textsOf(input, ['input']), ...(parentId !== undefined && { parentId }), ...(translations && { translations }) },
        'name, description, parent, translations',
      )
      return payloadOf(await sentAs(sentFields, () => context.services.collections.write.update(collectionId, changes)), context)
    },
  }),
  collectionDelete: t.field({
    ...mayWrite,
    type: DeletePayload,
    description: 'Deletes a collection, for good.',
    args: { id: t.arg.id(idArg) },
    async resolve(_, { id }, context) {
      const { result } = await context.services.collections.write.delete(readId(id, 'Collection', context))
      return deletedPayload('Collection', result.deletedId, context)
    },
  }),
}))
