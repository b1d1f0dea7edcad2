import type { GraphQLResolveInfo } from 'graphql'
import { builder } from '../../api/builder.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { costsPeople } from '../../api/guard/price.ts'
import { referenceFields } from '../../api/references.ts'
import { connectionNodes, needsMoreThan } from '../../api/selection.ts'
import { AdminType, adminReferences, adminsStartEarly } from '../admins/graphql.ts'
import { ContactConnection } from '../contacts/graphql.ts'
import { TeamType, teamReferences, teamsStartEarly } from '../teams/graphql.ts'
import { ConversationType } from './graphql.ts'
import { peopleOf } from './graphql-references.ts'

builder.objectFields(ConversationType, (t) => ({
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
  teammates: t.field({
    type: [AdminType],
    nullable: true,
    description: 'The teammates who took part. `id` and `intercomId` cost no call.',
    extensions: adminsStartEarly,
    resolve: ({ teammateIds }, _, context, info) => adminReferences.many(teammateIds, context, info),
  }),
  contacts: t.field({
    type: ContactConnection,
    nullable: true,
    description: 'The contacts who take part: one, but in group conversations. `id`, `intercomId` and `externalId` cost no call.',
    args: pageArgs(20),
    extensions: costsPeople,
    resolve: ({ id, contacts }, args, context, info) =>
      peopleOf(
        {
          references: contacts,
          args,
          list: ['Conversation.contacts', id],
          onLoad(ids) {
            // beside the contact instead of behind it; of many contacts, all their companies together cost fewer calls
            const isOnlyOne = ids.length === 1 && isAlone(info.path)
            if (isOnlyOne && needsCompanies(info)) context.services.contacts.warmCompanies(ids[0]!)
          },
        },
        context,
        info,
      ),
  }),
}))

/** No list above: nothing else of this operation asks for the like of it. */
function isAlone(path: GraphQLResolveInfo['path'] | undefined): boolean {
  return path === undefined || (typeof path.key !== 'number' && isAlone(path.prev))
}

/** Whether the companies of its contacts have to be read, and not only counted. */
const needsCompanies = (info: GraphQLResolveInfo) =>
  needsMoreThan(
    info,
    referenceFields,
    connectionNodes.flatMap((contact) => connectionNodes.map((company) => [...contact, 'companies', ...company])),
  )
