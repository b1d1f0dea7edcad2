import type { ResourceDeps } from '../deps.ts'
import { adminFromIntercom } from './model.ts'

export function createAdminsService({ intercom, cache }: ResourceDeps) {
  const admins = cache.reference({
    kind: 'admin',
    idOf: (admin) => String(admin.id),
    fromWire: adminFromIntercom,
    // avatars come only when asked for (OpenAPI 2.14, GET /admins, display_avatar)
    fetchAll: async () => {
      const list = await intercom.call((sdk, options) => sdk.admins.list({ ...options, queryParams: { display_avatar: true } }))
      return (list.admins ?? []).filter((admin) => admin !== undefined)
    },
  })
  return {
    all: admins.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: admins.warm,
    /** Aligned with the ids; null for a teammate who left. */
    getMany: async (ids: readonly string[]) => {
      const byId = await admins.byId()
      return ids.map((id) => byId.get(id) ?? null)
    },
  }
}
