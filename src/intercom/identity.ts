import { UpstreamError } from '../errors.ts'
import type { Intercom } from './client.ts'
import type { Me } from './types.ts'

export type IdentityOptions = {
  intercom: Intercom
  /** Known from the configuration, which spares the call at start-up. It is believed until an answer says otherwise. */
  workspaceId: string | undefined
  now(): number
  /** Told once, when the token turns out to be of another workspace than the configured one. */
  onMisnamed?: (error: UpstreamError) => void
}

/** For so long the answer that named the workspace is as good as one that is asked for now; its other facts (name, time zone) may change. */
const HANDED_ON_FOR_MS = 10_000

/** Whose token this is: `GET /me`. */
export function createIdentity({ intercom, workspaceId, now, onMisnamed = () => {} }: IdentityOptions) {
  let misnamed: UpstreamError | undefined

  async function ask(signal?: AbortSignal): Promise<Me> {
    const me = await intercom.call((sdk, options): PromiseLike<Me | undefined> => sdk.admins.identify(options), {
      ...(signal && { signal }),
    })
    const named = me?.app?.id_code
    if (!named) throw new UpstreamError('UPSTREAM_ERROR', 'Intercom did not say which workspace the access token belongs to.')
    if (workspaceId === undefined || workspaceId === named) return me
    if (misnamed) throw misnamed
    misnamed = ofAnother(named, workspaceId)
    onMisnamed(misnamed)
    throw misnamed
  }
  let first: Promise<Me> | undefined
  let firstAskedAtMs = 0

  return {
    /** Throws once an answer has said that the token is of another workspace than the configured one. */
    check() {
      if (misnamed) throw misnamed
    },
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
    /** Asks now, whatever is known. */
    ask,
  }
}

/** Ids would name a workspace that they are not of, and copies in Redis be shared with a gateway of that workspace. */
const ofAnother = (named: string, configured: string) =>
  new UpstreamError(
    'UPSTREAM_ERROR',
    `The access token belongs to workspace "${named}", INTERCOM_WORKSPACE_ID says "${configured}": nothing is served. Set one of them right and start again.`,
  )
