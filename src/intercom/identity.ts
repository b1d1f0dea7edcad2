import { UpstreamError } from '../errors.ts'
import type { Intercom } from './client.ts'
import type { Me } from './types.ts'

/**
 * Whose token this is: `GET /me`.
 *
 * @param deps.workspaceId known from the configuration, which spares the call at start-up
 */
export function createIdentity({ intercom, workspaceId }: { intercom: Intercom; workspaceId: string | undefined }) {
  const ask = async (): Promise<Me> => {
    const me = await intercom.call((sdk, options): PromiseLike<Me | undefined> => sdk.admins.identify(options))
    if (!me?.app?.id_code) throw new UpstreamError('UPSTREAM_ERROR', 'Intercom did not say which workspace the access token belongs to.')
    return me
  }
  let first: Promise<Me> | undefined

  return {
    /** The id of the workspace. Simultaneous askers share one call; a failed one is asked again by the next asker. */
    async workspaceId(): Promise<string> {
      if (workspaceId !== undefined) return workspaceId
      first ??= ask().catch((error: unknown) => {
        first = undefined
        throw error
      })
      return (await first).app!.id_code!
    },
    /** The whole answer; the one that named the workspace serves the first asker, later ones ask anew. */
    me(): Promise<Me> {
      const known = first
      first = undefined
      return known ?? ask()
    },
  }
}
