import { notFound } from '../http/errors.ts'
import type { Route } from '../http/router.ts'
import type { TeamRecord } from '../records.ts'

/** OpenAPI 2.14, schema `team`. */
const renderTeam = (team: TeamRecord) => ({
  type: 'team',
  id: team.id,
  name: team.name,
  admin_ids: team.admin_ids.map(Number),
  admin_priority_level: {
    primary_admin_ids: team.primary_admin_ids.map(Number),
    secondary_admin_ids: team.secondary_admin_ids.map(Number),
  },
  assignment_limit: team.assignment_limit,
  distribution_method: team.distribution_method,
})

export const teamRoutes: Route[] = [
  {
    method: 'GET',
    path: '/teams',
    answer: ({ world }) => ({ type: 'team.list', teams: Array.from(world.teams.values(), renderTeam) }),
  },
  {
    method: 'GET',
    path: '/teams/{team_id}',
    answer({ world, params: { team_id = '' } }) {
      const team = world.teams.get(team_id)
      if (!team) throw notFound('team_not_found', 'Team not found')
      return renderTeam(team)
    },
  },
]
