import { builder } from '../../api/builder.ts'
import { since } from '../../api/capability.ts'
import { askedPage, askedPart } from '../../api/connections/asked-page.ts'
import { connect, connectArray } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import { embeddedPage, isEmbedded } from '../../api/connections/embedded-page.ts'
import { present } from '../../api/connections/lists.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { callsByPages, costsCalls } from '../../api/guard/price.ts'
import { globalIdOf } from '../../api/node.ts'
import { referenceFields } from '../../api/references.ts'
import { connectionNodes, needsMoreThan } from '../../api/selection.ts'
import { CompanyConnection, companyReferences } from '../companies/graphql.ts'
import { TagType, tagReferences } from '../tags/graphql.ts'
import { ContactType } from './graphql.ts'
import type { ContactMerge } from './model.ts'
import { companiesPerPage } from './service-companies.ts'

builder.objectField(ContactType, 'companies', (t) =>
  t.field({
    type: CompanyConnection,
    nullable: true,
    description: 'The companies they belong to. Their number, the ids of the first ten and where a page ends cost no call.',
    args: pageArgs(10),
    extensions: callsByPages(companiesPerPage),
    resolve: async ({ id, companies }, args, context, info) => {
      const { contacts } = context.services
      const list = ['Contact.companies', id]
      const references = companies.ids.map(companyReferences.reference)
      const { totalCount } = companies
      if (companies.hasMore) {
        const asked = askedPage(args, list, context)
        const isEnough = isEmbedded(asked, references.length, info)
        return connect(asked, {
          paging: 'number',
          pageSize: companiesPerPage,
          fetchPage: async (place) =>
            isEnough ? embeddedPage(references, { ...place, totalCount }) : contacts.listCompanies(id, place.cursor),
        })
      }
      const page = connectArray(references, askedPart(args, list, context), { keyOf: (company) => company.id, totalCount })
      if (page.edges.length === 0 || !needsMoreThan(info, referenceFields, connectionNodes)) return page
      const loaded = await context.load(contacts.getCompanies, { contactId: id, ids: page.edges.map(({ node }) => node.id) })
      return { ...page, edges: page.edges.map(({ cursor }, index) => ({ cursor, node: loaded[index] ?? null })) }
    },
  }),
)

builder.objectField(ContactType, 'tags', (t) =>
  t.field({
    type: [TagType],
    nullable: true,
    description: 'Their tags. Their ids cost no call when there are at most ten.',
    extensions: costsCalls(1),
    resolve: async ({ id, tags }, _, context, info) => {
      if (tags.hasMore) return present(await context.services.tags.listOfContact(id))
      return tagReferences.many(tags.ids, context, info)
    },
  }),
)

const ContactMergeType = builder.objectRef<ContactMerge>('ContactMerge').implement({
  description: 'One contact that was merged into another.',
  fields: (t) => ({
    from: t.id({
      description: 'The id it had. Asked for, it leads to the contact it was merged into.',
      resolve: ({ fromId }, _, context) => globalIdOf({ __typename: 'Contact', id: fromId }, context.workspaceId),
    }),
    mergedAt: t.expose('mergedAt', { type: 'DateTime', nullable: true, description: 'When that was.' }),
  }),
})

const ContactMergeConnection = connectionType('ContactMerge', ContactMergeType, { edges: false, counts: false })

builder.objectField(ContactType, 'mergeHistory', (t) =>
  t.field({
    type: ContactMergeConnection,
    nullable: true,
    description: 'Which contacts were merged into this user, the latest first; nothing for a lead. Read from Intercom at each query.',
    args: pageArgs(20),
    extensions: { ...since('2.16'), ...costsCalls(1) },
    resolve: ({ id, role }, args, context) =>
      connect(askedPage(args, ['Contact.mergeHistory', id], context), {
        paging: 'cursor',
        fetchPage: async ({ cursor, size }) =>
          role === 'LEAD' ? { items: [], next: null, totalCount: null } : context.services.contacts.listMerges(id, { size, after: cursor }),
      }),
  }),
)
