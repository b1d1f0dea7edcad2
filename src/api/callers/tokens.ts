import { decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose'
import { tokenCaller } from '../../config/callers.ts'
import { scopes as everyScope, type Scope } from '../../config/environment.ts'
import type { Issuer } from '../../config/sections.ts'
import { UnauthenticatedError } from '../../errors.ts'
import { checkId } from '../../intercom/ids.ts'
import type { Logger } from '../../monitoring/logger.ts'
import { createIssuerKeys } from './issuer-keys.ts'
import type { Viewer } from './viewer.ts'

type TokensDeps = {
  issuers: readonly Issuer[]
  say: Pick<Logger, 'warn'>
  fetch?: typeof globalThis.fetch
}

/** Three parts with dots between them; the last is empty where nothing is signed. */
export const looksLikeToken = (text: string) => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)

/**
 * Who a token (JWT) of one of these issuers speaks for.
 *
 * @throws UnauthenticatedError for every other token, with what is wrong with it; retryable while its issuer does not tell its keys
 */
export function createTokens({ issuers, ...deps }: TokensDeps) {
  const known = new Map(issuers.map((issuer) => [issuer.issuer, { issuer, keys: createIssuerKeys({ ...deps, ...issuer }) }]))
  return async (token: string): Promise<Viewer> => {
    const found = known.get(issuerOf(token))
    if (!found) throw refused('its issuer is not trusted here')
    const { issuer, keys } = found
    const { payload } = await jwtVerify(token, keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      clockTolerance: issuer.clockToleranceSeconds,
      requiredClaims: ['exp', 'sub'],
    }).catch((error: unknown) => {
      throw explained(error)
    })
    checkLife(payload, issuer)
    return viewerFrom(payload, issuer, tokenCaller(payload.sub ?? '', issuer.issuer, issuers))
  }
}

const refused = (why: string) => new UnauthenticatedError(`The token is not accepted: ${why}.`)

/** Unchecked: it says whose keys to check the token with, and only those of the issuers we trust are asked for. */
function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? ''
  } catch {
    throw refused('it is no JWT')
  }
}

/** Claims are spoken of only once the signature is known to be good. */
function explained(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new UnauthenticatedError('The token has expired.')
  if (error instanceof errors.JWTClaimValidationFailed)
    return refused(`its claim "${error.claim}" is ${wrongs[error.reason] ?? 'not as it must be'}`)
  if (error instanceof errors.JOSEAlgNotAllowed) return refused('its issuer does not sign so')
  if (error instanceof errors.JWKSMultipleMatchingKeys) return refused('it does not say which key it is signed with ("kid")')
  if (error instanceof errors.JOSEError) return refused('it is not signed by its issuer')
  return error
}

const wrongs: Readonly<Record<string, string>> = { missing: 'missing', invalid: 'of another type than it must be' }

function checkLife({ exp, iat }: JWTPayload, { clockToleranceSeconds, maxLifeSeconds }: Issuer) {
  const now = Math.floor(Date.now() / 1000)
  if (iat !== undefined && iat > now + clockToleranceSeconds) throw refused('it was issued in the future')
  if (exp! - (iat ?? now) > maxLifeSeconds) throw refused(`it lives longer than ${maxLifeSeconds} seconds`)
}

function viewerFrom(payload: JWTPayload, { claims, kinds }: Issuer, id: string): Viewer {
  const { sub, exp } = payload
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) throw refused('its claim "sub" names nobody')
  const named = payload[claims.kind]
  const kind = kinds.length === 1 && named === undefined ? kinds[0] : kinds.find((each) => each === named)
  if (!kind) throw refused(`its claim "${claims.kind}" is none of ${kinds.join(', ')}`)
  const adminId = kind === 'CONTACT' ? null : idIn(payload, claims.admin, 'admin')
  const contactId = kind === 'CONTACT' ? idIn(payload, claims.contact, 'contact') : null
  if (kind === 'ADMIN' && adminId === null) throw refused(`its claim "${claims.admin}" is missing`)
  if (kind === 'CONTACT' && contactId === null) throw refused(`its claim "${claims.contact}" is missing`)
  return {
    id,
    kind,
    scopes: scopesIn(payload[claims.scopes]),
    actingAdminId: adminId,
    contactId,
    expiresAt: new Date(exp! * 1000),
  }
}

/** Other words may be there for other services. */
function scopesIn(claim: unknown): ReadonlySet<Scope> {
  const words: readonly unknown[] = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : []
  return new Set(everyScope.filter((scope) => words.includes(scope)))
}

function idIn(payload: JWTPayload, claim: string, kind: 'admin' | 'contact'): string | null {
  const value = payload[claim]
  if (value === undefined || value === null) return null
  try {
    return checkId(kind, typeof value === 'string' || typeof value === 'number' ? String(value) : '')
  } catch {
    throw refused(`its claim "${claim}" is not the id of ${kind === 'admin' ? 'a teammate' : 'a contact'} in Intercom`)
  }
}
