import { notFound } from '../http/errors.ts'
import { fieldsOf, flagIn, parameterNotFound, wholeIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import { renderAdmin } from './admins.ts'

/** OpenAPI 2.14, PUT /admins/{admin_id}/away. */
function setAway({ world, actions, body, params: { admin_id = '' } }: Call) {
  const before = world.admins.get(admin_id)
  if (!before) throw notFound('admin_not_found', 'Admin for admin_id not found')
  const fields = fieldsOf(body)
  const [enabled, reassign] = [flagIn(fields, 'away_mode_enabled'), flagIn(fields, 'away_mode_reassign')]
  if (enabled === undefined) throw parameterNotFound('away_mode_enabled')
  if (reassign === undefined) throw parameterNotFound('away_mode_reassign')
  const reason = wholeIn(fields, 'away_status_reason_id') ?? null
  actions.workspace.setAway({
    ...{ admin: admin_id, away_mode_enabled: enabled, away_mode_reassign: reassign, away_status_reason_id: enabled ? reason : null },
  })
  return renderAdmin(world, world.admins.get(admin_id) ?? before, false)
}

export const adminWriteRoutes: Route[] = [{ method: 'PUT', path: '/admins/{admin_id}/away', answer: setAway }]
