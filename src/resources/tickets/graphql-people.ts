import { builder } from '../../api/builder.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { costsCalls, costsPeople } from '../../api/guard/price.ts'
import { AdminType, adminReferences, adminsStartEarly } from '../admins/graphql.ts'
import { CompanyType, companyReferences } from '../companies/graphql.ts'
import { ContactConnection } from '../contacts/graphql.ts'
import { peopleOf } from '../conversations/graphql-references.ts'
import { TeamType, teamReferences, teamsStartEarly } from '../teams/graphql.ts'
import { TicketType } from './graphql.ts'

builder.objectFields(TicketType, (t) => ({
  contacts: t.field({
    type: ContactConnection,
    nullable: true,
    description: 'The contacts it is for. `id`, `intercomId` and `externalId` cost no call.',
    args: pageArgs(20),
    extensions: costsPeople,
    resolve: ({ id, contacts }, args, context, info) =>
      peopleOf({ references: contacts, args, list: ['Ticket.contacts', id] }, context, info),
  }),
  adminAssignee: t.field({
    type: AdminType,
    nullable: true,
    description: 'The teammate it is assigned to; a team can be beside them. `id` and `intercomId` cost no call.',
    extensions: adminsStartEarly,
    resolve: ({ adminAssigneeId }, _, context, info) => adminReferences.one(adminAssigneeId, context, info),
  }),
  teamAssignee: t.field({
    type: TeamType,
    nullable: true,
    description: 'The team it is assigned to; a teammate can be beside it. `id` and `intercomId` cost no call.',
    extensions: teamsStartEarly,
    resolve: ({ teamAssigneeId }, _, context, info) => teamReferences.one(teamAssigneeId, context, info),
  }),
  company: t.field({
    type: CompanyType,
    nullable: true,
    description: 'The company it is for. A call for each company; `id` and `intercomId` cost none.',
    extensions: costsCalls(1),
    resolve: ({ companyId }, _, context, info) => companyReferences.one(companyId, context, info),
  }),
}))
