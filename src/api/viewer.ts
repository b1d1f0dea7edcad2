import { createHash, timingSafeEqual } from 'node:crypto'
import { type ApiKey, type Scope, scopes } from '../config/environment.ts'
import { UnauthenticatedError } from '../errors.ts'

/** Who is asking. `SERVICE` callers hold an API key; the anonymous developer of a gateway without keys is one too. */
export type Viewer = { id: string; kind: 'SERVICE' | 'ADMIN' | 'CONTACT'; scopes: ReadonlySet<Scope> }

const anonymous: Viewer = { id: 'anonymous', kind: 'SERVICE', scopes: new Set(scopes) }

/**
 * Tells who a request's `Authorization: Bearer <key>` belongs to. Keys are compared by their hash, in constant time, against all of them, so
 * that timing says nothing about which ones exist. With no keys configured (development only; `config.ts` sees to that) everyone may do everything.
 *
 * @throws UnauthenticatedError when a key is required and missing, malformed or unknown
 */
export function createAuthenticator(keys: readonly ApiKey[]) {
  const known = keys.map((key) => ({
    digest: Buffer.from(key.sha256, 'hex'),
    viewer: { id: key.name, kind: 'SERVICE', scopes: new Set(key.scopes) } satisfies Viewer,
  }))
  return (authorization: string | null | undefined): Viewer => {
    if (known.length === 0) return anonymous
    const [, key] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? []
    if (key === undefined) throw new UnauthenticatedError('This gateway needs an API key: send the header "Authorization: Bearer <key>".')
    const digest = createHash('sha256').update(key).digest()
    const found = known.filter((candidate) => timingSafeEqual(candidate.digest, digest))
    if (found.length === 0) throw new UnauthenticatedError('The API key in the header "Authorization" is not known here.')
    return found[0]!.viewer
  }
}
