import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import type { Issuer } from '../../src/config/sections.ts'

/** Whoever knows who people are: signs tokens, and publishes the keys that they can be checked with. */
export async function startIssuer(options: Partial<Issuer> = {}) {
  const pairs = new Map<string, { privateKey: CryptoKey; published: JWK }>()
  let keysAsked = 0
  let mood: (() => { status: number; body: string }) | undefined

  async function addKey(kid: string, alg = 'ES256') {
    const { privateKey, publicKey } = await generateKeyPair(alg)
    pairs.set(kid, { privateKey, published: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } })
  }
  await addKey('first')

  const server = createServer((_, response) => {
    keysAsked += 1
    const { status, body } = mood?.() ?? {
      status: 200,
      body: JSON.stringify({ keys: [...pairs.values()].map(({ published }) => published) }),
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`

  const trust: Issuer = {
    issuer: 'https://id.example.com/',
    audience: 'the-gateway',
    jwksUrl,
    algorithms: ['ES256'],
    kinds: ['SERVICE', 'ADMIN', 'CONTACT'],
    claims: { scopes: 'scope', kind: 'kind', contact: 'intercom_contact_id', admin: 'intercom_admin_id' },
    clockToleranceSeconds: 5,
    maxLifeSeconds: 3_600,
    ...options,
  }
  async function dispose() {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return {
    /** What the configuration says of it. */
    trust,
    /** How often its keys were asked for. */
    keysAsked: () => keysAsked,
    addKey,
    withdrawKey: (kid: string) => void pairs.delete(kid),
    /** From now on it answers something else than its keys; with nothing given it is well again. */
    answers(status?: number, body = '') {
      mood = status === undefined ? undefined : () => ({ status, body })
    },
    /** A token that lives for five minutes, for a program without scopes, unless the claims say otherwise. A claim that is undefined is left out. */
    async sign(claims: JWTPayload = {}, { kid = 'first', header = {} }: { kid?: string; header?: Partial<JWTHeaderParameters> } = {}) {
      const now = Math.floor(Date.now() / 1000)
      const usual = { iss: trust.issuer, aud: trust.audience, sub: 'somebody', kind: 'SERVICE', iat: now, exp: now + 300 }
      const { privateKey, published } = pairs.get(kid)!
      return new SignJWT(JSON.parse(JSON.stringify({ ...usual, ...claims })))
        .setProtectedHeader({ alg: published.alg!, kid, ...header })
        .sign(privateKey)
    },
    dispose,
    [Symbol.asyncDispose]: dispose,
  }
}
