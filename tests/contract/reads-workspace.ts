import { type Call, each } from './calls.ts'

/** The workspace and its reference data: each list, and each record of it. */
export const workspaceReads: readonly Call[] = [
  { operation: 'GET /me', does: 'says who we are', run: (client) => client.admins.identify() },
  { operation: 'GET /admins', does: 'lists admins', run: (client) => client.admins.list() },
  {
    operation: 'GET /admins',
    does: 'lists admins with avatars',
    run: (client) => client.admins.list({ queryParams: { display_avatar: true } }),
  },
  {
    operation: 'GET /admins/{admin_id}',
    does: 'finds each',
    run: (client, { admins }) => each(admins, (id) => client.admins.find({ admin_id: Number(id) })),
  },
  { operation: 'GET /teams', does: 'lists teams', run: (client) => client.teams.list() },
  {
    operation: 'GET /teams/{team_id}',
    does: 'finds each',
    run: (client, { teams }) => each(teams, (id) => client.teams.find({ team_id: id })),
  },
  { operation: 'GET /tags', does: 'lists tags', run: (client) => client.tags.list() },
  { operation: 'GET /tags/{tag_id}', does: 'finds each', run: (client, { tags }) => each(tags, (id) => client.tags.find({ tag_id: id })) },
  { operation: 'GET /segments', does: 'lists segments', run: (client) => client.segments.list() },
  { operation: 'GET /segments', does: 'lists segments with counts', run: (client) => client.segments.list({ include_count: true }) },
  {
    operation: 'GET /segments/{segment_id}',
    does: 'finds each',
    run: (client, { segments }) => each(segments, (id) => client.segments.find({ segment_id: id })),
  },
  {
    operation: 'GET /data_attributes',
    does: 'lists those of contacts and companies, archived ones too',
    run: async (client) => {
      for (const model of ['contact', 'company'] as const) await client.dataAttributes.list({ model, include_archived: true })
    },
  },
  { operation: 'GET /data_attributes', does: 'lists those of everything', run: (client) => client.dataAttributes.list() },
  {
    operation: 'GET /conversations/attributes',
    does: 'lists those of conversations',
    run: (_client, _world, get) => get('/conversations/attributes?include_archived=true'),
  },
  { operation: 'GET /subscription_types', does: 'lists subscription types', run: (client) => client.subscriptionTypes.list() },
]
