import { builder } from '../../api/builder.ts'
import { askedPage } from '../../api/connections/asked-page.ts'
import { connect } from '../../api/connections/connection.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { CompanyType } from '../companies/graphql.ts'
import { CompanyChangedType } from '../companies/graphql-changed.ts'
import { ContactConnection, ContactType, contactReferences } from './graphql.ts'
import { peopleCorrection } from './graphql-lately.ts'

builder.objectField(CompanyType, 'contacts', (t) =>
  t.field({
    type: ContactConnection,
    nullable: true,
    description:
      'The people who belong to it, leads too. A call for each company. Who came to it a moment ago is at the beginning, who left it is left out.',
    args: pageArgs(20),
    extensions: costsCalls(1),
    async resolve({ id }, args, context) {
      const asked = askedPage(args, ['Company.contacts', id], context)
      return connect(asked, {
        paging: 'number',
        correction: await peopleCorrection(id, context),
        fetchPage: ({ cursor, size }) => context.services.contacts.listOfCompany(id, { size, after: cursor }),
      })
    },
  }),
)

builder.objectField(CompanyChangedType, 'contact', (t) =>
  t.field({
    type: ContactType,
    nullable: true,
    description:
      'Who came to it or left it, as they are now; null when it is about nobody, or they are gone. Selecting only `id` or `intercomId` costs no call.',
    resolve: ({ contactId }, _, context, info) => contactReferences.one(contactId, context, info),
  }),
)
