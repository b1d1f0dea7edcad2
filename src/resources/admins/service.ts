import { asSdkNumber, idReader } from '../../intercom/ids.ts'
import { readEach, readNow, readOne } from '../../intercom/read-many.ts'
import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'
import { adminFromIntercom } from './model.ts'
import { createAdminWrites } from './service-writes.ts'

/** Avatars come only when asked for (OpenAPI 2.14, GET /admins, display_avatar). */
const withAvatars = { queryParams: { display_avatar: true } }

export type AdminsService = ReturnType<typeof createAdminsService>

export function createAdminsService({ intercom, cache, writes, config }: ResourceDeps) {
  const read = (id: string) =>
    intercom.call(
      (sdk, options): PromiseLike<Intercom.Admin | undefined> =>
        sdk.admins.find({ admin_id: asSdkNumber(id) }, { ...options, ...withAvatars }),
    )
  const admins = cache.listed({
    kind: 'admin',
    idOf: (admin: Intercom.Admin) => String(admin.id),
    asId: idReader('admin'),
    fromWire: adminFromIntercom,
    fetchAll: async (): Promise<Intercom.Admin[]> => {
      const list = await intercom.call((sdk, options) => sdk.admins.list({ ...options, ...withAvatars }))
      return (list.admins ?? []).filter((admin) => admin !== undefined)
    },
    fetch: (ids) => readEach(ids, config.concurrency, (id) => readOne(id, read)),
  })
  const keysOf = (id: string) => [admins.single.keyOf(id), admins.keyOf()]

  return {
    all: admins.all,
    /** Starts the list for whoever will ask; no call while it is fresh. */
    warm: admins.warm,
    /** Aligned with the ids; null for a teammate who left. */
    getMany: admins.getMany,
    /** Keys by which a Change of one forgets it, and the list of all. */
    keysOf,
    write: createAdminWrites({
      intercom,
      writes,
      read: (id) => readNow(id, read),
      keysOf,
    }),
  }
}
