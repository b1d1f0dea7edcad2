import { builder } from '../../api/builder.ts'
import { since } from '../../api/capability.ts'
import { connect, connectArray } from '../../api/connection.ts'
import { connectionType } from '../../api/connection-types.ts'
import { bindingOf } from '../../api/cursor.ts'
import { present } from '../../api/lists.ts'
import { globalIdOf } from '../../api/node.ts'
import { pageArgs } from '../../api/page-args.ts'
import { referenceFields } from '../../api/references.ts'
import { connectionNodes, needsMoreThan, selectedAt } from '../../api/selection.ts'
import { CompanyConnection, companyReferences } from '../companies/graphql.ts'
import { TagType, tagReferences } from '../tags/graphql.ts'
import { ContactType } from './graphql.ts'
import type { ContactMerge } from './model.ts'
import { companiesPerPage } from './service-companies.ts'

builder.objectField(ContactType, 'companies', (t) =>
  t.field({
    type: CompanyConnection,
    nullable: true,
    description: 'The companies they belong to. Their ids and number cost no call.',
    args: pageArgs(10),
    resolve: async ({ id, companies }, args, context, info) => {
      const { contacts } = context.services
      const list = { args, limit: context.limits, binding: bindingOf([context.workspaceId, 'Contact.companies', id]) }
      const needsPage = args.after || selectedAt(info, []).some(({ name }) => ['nodes', 'edges', 'pageInfo'].includes(name.value))
      if (companies.hasMore && needsPage) {
        return connect({
          ...list,
          paging: 'number',
          pageSize: companiesPerPage,
          fetchPage: ({ cursor }) => contacts.listCompanies(id, cursor),
        })
      }
      const page = connectArray(companies.ids.map(companyReferences.reference), {
        ...list,
        keyOf: (company) => company.id,
        totalCount: companies.totalCount,
      })
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
    extensions: since('2.16'),
    resolve: ({ id, role }, args, context) =>
      connect({
        args,
        limit: context.limits,
        binding: bindingOf([context.workspaceId, 'Contact.mergeHistory', id]),
        paging: 'cursor',
        fetchPage: async ({ cursor, size }) =>
          role === 'LEAD' ? { items: [], next: null, totalCount: null } : context.services.contacts.listMerges(id, { size, after: cursor }),
      }),
  }),
)
