import { notFound } from '../http/errors.ts'
import type { Route } from '../http/router.ts'
import { since, type Version } from '../http/versions.ts'
import type { HelpCenterRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'

/** OpenAPI 2.14, schema `help_center`. 2.16 adds whether it is the default one, and its locales. */
function renderHelpCenter(world: LiveWorld, { is_default, locales, ...helpCenter }: HelpCenterRecord, version: Version) {
  return {
    ...helpCenter,
    workspace_id: world.workspace.id_code,
    ...(since(version, '2.16') ? { default: is_default, locales } : {}),
  }
}

export const helpCenterRoutes: Route[] = [
  {
    method: 'GET',
    path: '/help_center/help_centers',
    answer: ({ world, version }) => ({
      type: 'list',
      data: Array.from(world.help_centers.values(), (helpCenter) => renderHelpCenter(world, helpCenter, version)),
    }),
  },
  {
    method: 'GET',
    path: '/help_center/help_centers/{help_center_id}',
    answer({ world, version, params: { help_center_id = '' } }) {
      const helpCenter = world.help_centers.get(help_center_id)
      if (!helpCenter) throw notFound()
      return renderHelpCenter(world, helpCenter, version)
    },
  },
]
