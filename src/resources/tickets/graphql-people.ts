import { builder } from '../../api/builder.ts'
import { pageArgs } from '../../api/page-args.ts'
import { needsMoreThan } from '../../api/selection.ts'
import { AdminType, adminsStartEarly } from '../admins/graphql.ts'
import { CompanyType, embeddedCompanyFields } from '../companies/graphql.ts'
import { ContactConnection } from '../contacts/graphql.ts'
import { adminOf, needsRecord, peopleOf, teamOf } from '../conversations/graphql-references.ts'
import { TeamType, teamsStartEarly } from '../teams/graphql.ts'
import { TicketType } from './graphql.ts'

/** For selections that need no more of the company. */
const companyReference = (id: string) => ({ __typename: 'Company', id }) as typeof CompanyType.$inferType

builder.objectFields(TicketType, (t) => ({
  contacts: t.field({
    type: ContactConnection,
    nullable: true,
    description: 'The contacts it is for. `id`, `intercomId` and `externalId` cost no call.',
    args: pageArgs(20),
    resolve: ({ id, contacts }, args, context, info) =>
      peopleOf({ references: contacts, args, list: ['Ticket.contacts', id] }, context, info),
  }),
  adminAssignee: t.field({
    type: AdminType,
    nullable: true,
    description: 'The teammate it is assigned to; a team can be beside them. `id` and `intercomId` cost no call.',
    extensions: adminsStartEarly,
    resolve: ({ adminAssigneeId }, _, context, info) => adminOf(adminAssigneeId, context, needsRecord(info)),
  }),
  teamAssignee: t.field({
    type: TeamType,
    nullable: true,
    description: 'The team it is assigned to; a teammate can be beside it. `id` and `intercomId` cost no call.',
    extensions: teamsStartEarly,
    resolve: ({ teamAssigneeId }, _, context, info) => teamOf(teamAssigneeId, context, needsRecord(info)),
  }),
  company: t.field({
    type: CompanyType,
    nullable: true,
    description: 'The company it is for. A call for each company; `id` and `intercomId` cost none.',
    resolve: ({ companyId }, _, context, info) => {
      if (companyId === null) return null
      if (!needsMoreThan(info, embeddedCompanyFields)) return companyReference(companyId)
      return context.load(context.services.companies.getMany, companyId)
    },
  }),
}))
