import { builder } from '../../api/builder.ts'
import { startsEarly } from '../../api/early.ts'
import { present } from '../../api/lists.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { checkId } from '../../intercom/ids.ts'
import { AdminType, adminsStartEarly } from '../admins/graphql.ts'
import { WorkspaceType } from '../workspace/graphql.ts'
import type { Team } from './model.ts'

/** For fields that lead to a team: the list of all of them waits for nothing, and `id` needs no list. */
export const teamsStartEarly = startsEarly((context) => context.services.teams.warm(), ['id', 'intercomId'])

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
      description: 'Its members.',
      extensions: adminsStartEarly,
      resolve: async (team, _, context) => present(await context.loadMany(context.services.admins.getMany, team.adminIds)),
    }),
  }),
})

builder.objectField(AdminType, 'teams', (t) =>
  t.field({
    type: [TeamType],
    nullable: true,
    description: 'The teams they are in.',
    extensions: teamsStartEarly,
    resolve: async (admin, _, context) => present(await context.loadMany(context.services.teams.getMany, admin.teamIds)),
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
    extensions: teamsStartEarly,
    resolve: async (_, __, context) => [...(await context.services.teams.all())],
  }),
)
