import type * as Intercom from '../../intercom/types.ts'
import type { ResourceDeps } from '../deps.ts'

type Deps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  /** One teammate, read anew; null for one who left. */
  read(id: string): Promise<Intercom.Admin | null>
  /** Keys by which a Change of one forgets it, and the list of all. */
  keysOf(id: string): readonly string[]
}

type Away = { away: boolean; reassign: boolean }

/** What can be done with teammates: one call, sent once. */
export function createAdminWrites({ intercom, writes, read, keysOf }: Deps) {
  return {
    /** OpenAPI 2.14, PUT /admins/{admin_id}/away. Its answer is the teammate without their picture, and so is not kept. */
    setAway: (id: string, { away, reassign }: Away) =>
      writes.once({
        step: 'away',
        about: { type: 'admin', id },
        send: () =>
          intercom.request<Intercom.Admin | undefined>({
            method: 'PUT',
            route: '/admins/{admin_id}/away',
            params: { admin_id: id },
            body: { away_mode_enabled: away, away_mode_reassign: reassign },
          }),
        resultOf(answer) {
          if (answer === undefined || String(answer.id) !== id) throw new Error(`The answer is not teammate ${id}.`)
          return { adminId: id }
        },
        announcedAs: (answer) => ({ topic: 'admin.away_mode_updated', item: { id: answer?.id } }),
        take: () => null,
        touches: keysOf(id),
        look: { find: async () => [await read(id)].flatMap((one) => (one && isAs(one, { away, reassign }) ? one : [])) },
        checkWith: `Look whether teammate ${id} is away.`,
      }),
  }
}

/** Of somebody who is here it does not matter what would happen meanwhile. */
const isAs = ({ away_mode_enabled, away_mode_reassign }: Intercom.Admin, { away, reassign }: Away) =>
  (away_mode_enabled ?? false) === away && (!away || (away_mode_reassign ?? false) === reassign)
