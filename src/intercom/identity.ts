import { UpstreamError } from '../errors.ts'
import type { Intercom } from './client.ts'
import type { Me } from './types.ts'

export type IdentityOptions = {
  intercom: Intercom
  /** Known from the configuration, which spares the call at start-up. */
  workspaceId: string | undefined
  now(): number
}

/** For so long the answer that named the workspace is as good as one that is asked for now; its other facts (name, time zone) may change. */
const HANDED_ON_FOR_MS = 10_000

/** Whose token this is: `GET /me`. */
export function createIdentity({ intercom, workspaceId, now }: IdentityOptions) {
  const ask = async (): Promise<Me> => {
    const me = await intercom.call((sdk, options): PromiseLike<Me | undefined> => sdk.admins.identify(options))
    if (!me?.app?.id_code) throw new UpstreamError('UPSTREAM_ERROR', 'Intercom did not say which workspace the access token belongs to.')
    return me
  }
  let first: Promise<Me> | undefined
  let firstAskedAtMs = 0

  return {
    /** The id of the workspace. Simultaneous askers share one call; a failed one is asked again by the next asker. */
    async workspaceId(): Promise<string> {
      if (workspaceId !== undefined) return workspaceId
      if (!first) {
        firstAskedAtMs = now()
        first = ask().catch((error: unknown) => {
          first = undefined
          throw error
        })
      }
      return (await first).app!.id_code!
    },
    /** The whole answer; the one that named the workspace serves the first asker, if that comes within seconds. All others ask anew. */
    me(): Promise<Me> {
      const known = now() - firstAskedAtMs < HANDED_ON_FOR_MS ? first : undefined
      first = undefined
      return known ?? ask()
    },
  }
}
