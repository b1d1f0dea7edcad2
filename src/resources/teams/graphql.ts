import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { startsEarly } from '../../api/early.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { referenceFields, referencesTo } from '../../api/references.ts'
import { checkId } from '../../intercom/ids.ts'
import { AdminType, adminReferences, adminsStartEarly } from '../admins/graphql.ts'
import { WorkspaceType } from '../workspace/graphql.ts'
import type { Team } from './model.ts'

const warm = (context: Context) => context.services.teams.warm()

/** For fields that lead to a team: the list of all of them waits for nothing, and a reference needs no list. */
export const teamsStartEarly = startsEarly(warm, { embedded: referenceFields, of: 'Team' })

export const teamReferences = referencesTo<Team>('Team', ({ teams }) => teams.getMany)

export const TeamType = builder.objectRef<Team>('Team').implement({
  description:
    'A group of teammates that conversations are assigned to. Intercom announces no changes of teams: one shows when the cached list has expired.',
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    distributionMethod: t.exposeString('distributionMethod', {
      nullable: true,
      description: 'How conversations are shared out within it.',
    }),
    admins: t.field({
      type: [AdminType],
      nullable: true,
      description: 'Its members. `id` and `intercomId` cost no call.',
      extensions: adminsStartEarly,
      resolve: (team, _, context, info) => adminReferences.many(team.adminIds, context, info),
    }),
  }),
})

builder.objectField(AdminType, 'teams', (t) =>
  t.field({
    type: [TeamType],
    nullable: true,
    description: 'The teams they are in. `id` and `intercomId` cost no call.',
    extensions: teamsStartEarly,
    resolve: (admin, _, context, info) => teamReferences.many(admin.teamIds, context, info),
  }),
)

registerNode<Team>('Team', {
  check: (id) => checkId('team', id),
  load: (id, context) => context.load(context.services.teams.getMany, id),
})

builder.objectField(WorkspaceType, 'teams', (t) =>
  t.field({
    type: [TeamType],
    nullable: true,
    description: 'All teams.',
    extensions: startsEarly(warm),
    resolve: async (_, __, context) => [...(await context.services.teams.all())],
  }),
)
