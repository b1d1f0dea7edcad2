import { renderBody } from '../../api/bodies/content.ts'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { since } from '../../api/capability.ts'
import { askedPage, askedPart } from '../../api/connections/asked-page.ts'
import { connect, connectArray } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import { embeddedPage, isEmbedded } from '../../api/connections/embedded-page.ts'
import { present } from '../../api/connections/lists.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { callsByPages, costsCalls, costsShared } from '../../api/guard/price.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { checkId } from '../../intercom/ids.ts'
import { CompanyType } from '../companies/graphql.ts'
import { ContactType, contactReferences } from '../contacts/graphql.ts'
import { AuthorType } from '../contacts/graphql-author.ts'
import { type Note, newestFirst, noteOfCompany } from './model.ts'
import { notesPerPage } from './service.ts'

export const NoteType = builder.objectRef<Note>('Note').implement({
  description:
    'What a teammate wrote about a contact or a company, for teammates only. Intercom announces no changes of notes: one shows when the cached list has expired.',
  authScopes: needs('CONTACTS_READ', 'NOTES_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    body: t.field({ type: 'HTML', description: 'The text, sanitised.', resolve: ({ html }) => renderBody(html, 'HTML') ?? '' }),
    author: t.field({
      type: AuthorType,
      nullable: true,
      description: 'The teammate who wrote it; null when Intercom does not know.',
      resolve: ({ author }) => author,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written.' }),
    contact: t.field({
      type: ContactType,
      nullable: true,
      description: 'Whom it is about; null when that is a company. `id` and `intercomId` cost no call.',
      extensions: costsShared,
      resolve: ({ contactId }, _, context, info) => contactReferences.one(contactId, context, info),
    }),
  }),
})

registerNode<Note>('Note', {
  check: (id) => checkId('note', id),
  load: (id, context) => context.load(context.services.notes.getMany, id),
})

const NoteConnection = connectionType('Note', NoteType, { edges: false })

builder.objectField(ContactType, 'notes', (t) =>
  t.field({
    type: NoteConnection,
    nullable: true,
    description:
      'What teammates wrote about them, the newest first; for callers with the scope NOTES_READ. A call for each contact who has any; their number, and whether a page is the last, cost none.',
    args: pageArgs(10),
    extensions: callsByPages(notesPerPage),
    resolve: ({ id, notes }, args, context, info) => {
      const asked = askedPage(args, ['Contact.notes', id], context)
      const { totalCount } = notes
      const isEnough = totalCount === 0 || isEmbedded(asked, 0, info)
      return connect(asked, {
        paging: 'number',
        pageSize: notesPerPage,
        fetchPage: async (place) =>
          isEnough ? embeddedPage<Note>([], { ...place, totalCount }) : context.services.notes.listOfContact(id, place.cursor),
      })
    },
  }),
)

builder.objectField(CompanyType, 'notes', (t) =>
  t.field({
    type: NoteConnection,
    nullable: true,
    description:
      'What teammates wrote about it, the newest first; for callers with the scope NOTES_READ. They come along with a company that is read alone; one that came with a list costs a call.',
    args: pageArgs(10),
    extensions: { ...since('2.15'), ...costsCalls(1) },
    resolve: async ({ id, notes }, args, context) => {
      const asked = askedPart(args, ['Company.notes', id], context)
      const all = notes ? notes.map(noteOfCompany) : present(await context.services.notes.listOfCompany(id))
      return connectArray(newestFirst(all), asked, { keyOf: (note) => note.id })
    },
  }),
)
