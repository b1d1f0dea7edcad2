import { notFound } from '../http/errors.ts'
import type { Route } from '../http/router.ts'
import type { AdminRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'

/** OpenAPI 2.14, schema `admin`. The avatar is an object on the wire, and only there when it was asked for. */
export function renderAdmin(world: LiveWorld, admin: AdminRecord, withAvatar: boolean) {
  const { avatar_url, job_title, email_verified, ...rest } = admin
  return {
    type: 'admin',
    ...rest,
    ...(job_title === null ? {} : { job_title }),
    team_ids: numbers(world.teams.idsBy('admin_id', admin.id)),
    team_priority_level: {
      primary_team_ids: numbers(world.teams.idsBy('primary_admin_id', admin.id)),
      secondary_team_ids: numbers(world.teams.idsBy('secondary_admin_id', admin.id)),
    },
    ...(withAvatar ? { avatar: renderAvatar(avatar_url) } : {}),
  }
}

const numbers = (ids: Iterable<string>) => Array.from(ids, Number)
const renderAvatar = (image_url: string | null) => ({ type: 'avatar', image_url })

/** An admin as embedded where something was written: OpenAPI 2.14, GET /contacts/{contact_id}/notes. */
export function renderAuthor(world: LiveWorld, adminId: string | null) {
  const admin = adminId === null ? undefined : world.admins.get(adminId)
  if (!admin) return null
  const { id, name, email, away_mode_enabled, away_mode_reassign } = admin
  return { type: 'admin', id, name, email, away_mode_enabled, away_mode_reassign }
}

/** OpenAPI 2.14, schema `admin_with_app`. */
function renderMe(world: LiveWorld) {
  const { id_code, name, region, timezone, created_at, identity_verification, token_admin_id } = world.workspace
  const admin = world.admins.get(token_admin_id)
  if (!admin) throw notFound('admin_not_found', 'Admin not found')
  return {
    type: 'admin',
    id: admin.id,
    email: admin.email,
    name: admin.name,
    email_verified: admin.email_verified,
    app: { type: 'app', id_code, name, created_at, secure: false, identity_verification, timezone, region },
    avatar: renderAvatar(admin.avatar_url),
    has_inbox_seat: admin.has_inbox_seat,
  }
}

const wantsAvatar = (query: URLSearchParams) => query.get('display_avatar') === 'true'

export const adminRoutes: Route[] = [
  { method: 'GET', path: '/me', answer: ({ world }) => renderMe(world) },
  {
    method: 'GET',
    path: '/admins',
    answer: ({ world, query }) => ({
      type: 'admin.list',
      admins: Array.from(world.admins.values(), (admin) => renderAdmin(world, admin, wantsAvatar(query))),
    }),
  },
  {
    method: 'GET',
    path: '/admins/{admin_id}',
    answer({ world, params: { admin_id = '' }, query }) {
      const admin = world.admins.get(admin_id)
      if (!admin) throw notFound('admin_not_found', 'Admin not found')
      return renderAdmin(world, admin, wantsAvatar(query))
    },
  },
]
