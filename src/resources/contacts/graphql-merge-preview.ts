import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { speaks } from '../../api/capability.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { MergeReasonType } from '../../api/mutations/error-types.ts'
import { globalIdOf, readId } from '../../api/node.ts'
import type { Contact } from './model.ts'
import { type FieldChange, mergeChanges } from './model-merge.ts'
import { mergeReasons } from './service-writes-merge.ts'

const FieldChangeType = builder.objectRef<FieldChange>('FieldChange').implement({
  description: 'A field that is another afterwards.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Its name in the graph: `phone`, or `customAttributes.plan`.' }),
    before: t.expose('before', { type: 'JSON', nullable: true, description: 'What it is now.' }),
    after: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What it will be. A teammate is named by their id.',
      resolve: ({ field, after }, _, { workspaceId }) =>
        field === 'owner' ? globalIdOf({ __typename: 'Admin', id: String(after) }, workspaceId) : after,
    }),
  }),
})

/** What would become one. What else hangs on them is added by the rows whose it is. */
export const ContactMergePreviewType = builder.objectRef<{ from: Contact; into: Contact }>('ContactMergePreview').implement({
  description: 'Whether two contacts can become one, and what would become of them.',
  authScopes: needs('CONTACTS_READ'),
  fields: (t) => ({
    allowed: t.boolean({
      description: 'Whether Intercom would merge them, by its rules.',
      resolve: ({ from, into }, _, { apiVersion }) => reasonsOf(from, into, apiVersion).length === 0,
    }),
    reasons: t.field({
      type: [MergeReasonType],
      description: 'Why it would not, each reason there is; empty when it would.',
      resolve: ({ from, into }, _, { apiVersion }) => reasonsOf(from, into, apiVersion),
    }),
    changes: t.field({
      type: [FieldChangeType],
      description: 'What would be another of the one that stays: what it has it keeps, and what it lacks comes from the lead.',
      resolve: ({ from, into }) => mergeChanges(from, into),
    }),
  }),
})

/** How many records of a kind each of the two has. */
export type MergeMove = { object: string; from: number; into: number }
export const MergeMoveType = builder.objectRef<MergeMove>('MergeMove').implement({
  description: 'Records of one kind that would come together.',
  fields: (t) => ({
    object: t.exposeString('object', { description: 'Of which kind: `conversation`, `ticket`, `company`, `tag` or `note`.' }),
    from: t.exposeInt('from', { description: 'How many the lead has, which go to the user.' }),
    into: t.exposeInt('into', { description: 'How many the user has, which stay.' }),
  }),
})

/** What hangs on the two, as far as they say so themselves. */
export const carriedMoves = (from: Contact, into: Contact): MergeMove[] =>
  [['company', 'companies'] as const, ['tag', 'tags'] as const, ['note', 'notes'] as const].map(([object, list]) => ({
    object,
    from: from[list].totalCount,
    into: into[list].totalCount,
  }))

const reasonsOf = (from: Contact, into: Contact, version: Parameters<typeof speaks>[0]) =>
  mergeReasons(from, into, { needsDuplicates: speaks(version, '2.16') })

builder.queryField('contactMergePreview', (t) =>
  t.field({
    type: ContactMergePreviewType,
    nullable: true,
    description: 'What `contactMerge` would come to. Nothing is written. Null when one of the two is not there.',
    args: {
      from: t.arg.id({ required: true, description: 'The lead, by its id, global or as Intercom has it.' }),
      into: t.arg.id({ required: true, description: 'The user, by its id, global or as Intercom has it.' }),
    },
    extensions: costsCalls(1),
    async resolve(_, asked, context) {
      const ids = (['from', 'into'] as const).map((name) => readId(asked[name], 'Contact', context, name))
      const [from, into] = (await context.loadMany(context.services.contacts.getMany, ids)).map((contact) => {
        if (contact instanceof Error) throw contact
        return contact
      })
      return from && into ? { from, into } : null
    },
  }),
)
