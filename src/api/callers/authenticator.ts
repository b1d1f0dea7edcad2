import { type ApiKey, scopes } from '../../config/environment.ts'
import type { ApiConfig } from '../../config.ts'
import { UnauthenticatedError } from '../../errors.ts'
import type { Logger } from '../../monitoring/logger.ts'
import { createKeyRing } from './api-keys.ts'
import { createTokens, looksLikeToken } from './tokens.ts'
import type { Viewer } from './viewer.ts'

type AuthenticatorDeps = Pick<ApiConfig, 'keys' | 'jwt' | 'callers'> & {
  say: Pick<Logger, 'warn'>
  /** @default the global one; only the keys of issuers are asked for with it */
  fetch?: typeof globalThis.fetch
}

/**
 * Tells who shows `Bearer <key>` or `Bearer <token>`, whether that came in a header or in the first message of a socket. With neither keys nor
 * issuers (development only; `config.ts` sees to that) everyone may do everything.
 *
 * @throws UnauthenticatedError when who it is cannot be told, with the reason; retryable where that may pass
 */
export type Authenticate = (authorization: string | null | undefined) => Promise<Viewer>

/** Who asks, or why that cannot be told. */
export type Asker = { viewer: Viewer } | { refusal: unknown }

export function createAuthenticator({ keys, jwt, callers, ...deps }: AuthenticatorDeps): Authenticate {
  const holderOf = ({ name, scopes }: ApiKey) => withActingAdmin({ ...nobody, id: name, scopes: new Set(scopes) })
  const holders = createKeyRing(keys, holderOf)
  const readToken = createTokens({ issuers: jwt, ...deps })

  /** What a token says of its bearer comes before what the operator says. */
  function withActingAdmin(viewer: Viewer): Viewer {
    const known = Object.hasOwn(callers, viewer.id) && viewer.kind !== 'CONTACT' ? callers[viewer.id] : undefined
    return { ...viewer, actingAdminId: viewer.actingAdminId ?? known?.actingAdmin ?? null }
  }

  const anyone = { ...nobody, id: 'anonymous', scopes: new Set(scopes) }
  const isOpen = keys.length === 0 && jwt.length === 0
  const wanted = [keys.length > 0 ? 'key' : [], jwt.length > 0 ? 'token' : []].flat()
  const asking = `This gateway needs ${keys.length > 0 ? 'an API ' : 'a '}${wanted.join(' or a ')}: send the header "Authorization: Bearer <${wanted.join(' or ')}>".`

  return async (authorization) => {
    if (isOpen) return anyone
    const [, shown] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? []
    if (shown === undefined) throw new UnauthenticatedError(asking)
    const holder = holders(shown)
    if (holder) return holder
    if (jwt.length > 0 && looksLikeToken(shown)) return withActingAdmin(await readToken(shown))
    throw new UnauthenticatedError(`The ${wanted.join(' or ')} in the header "Authorization" is not known here.`)
  }
}

const nobody = { kind: 'SERVICE', actingAdminId: null, contactId: null, expiresAt: null } as const
