import { createHash, timingSafeEqual } from 'node:crypto'
import type { ApiKey } from '../../config/environment.ts'

/**
 * Finds which key was shown. Keys are compared by their hash, in constant time, against all of them, so that timing says nothing about which ones
 * exist.
 */
export function createKeyRing<Owner>(keys: readonly ApiKey[], ownerOf: (key: ApiKey) => Owner) {
  const known = keys.map((key) => ({ digest: Buffer.from(key.sha256, 'hex'), owner: ownerOf(key) }))
  return (shown: string): Owner | undefined => {
    const digest = createHash('sha256').update(shown).digest()
    return known.filter((candidate) => timingSafeEqual(candidate.digest, digest))[0]?.owner
  }
}
