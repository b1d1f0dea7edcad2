import { expect } from 'vitest'
import type { Config } from '../../src/config.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from './gateway.ts'

/** By how much the index of the sandbox is behind, as gateways are told. */
export const indexLagMs = 180_000

/** For how long pages of contacts are kept. */
const pageSeconds = 5
/** For how long after a Change lists are corrected. */
export const correctedForMs = indexLagMs + pageSeconds * 1000

type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type Lists = Record<'everybody' | 'acme', { nodes: { intercomId: string }[] }>

/** A gateway that knows of the lag, before a Redis that may be slow on a busy machine. */
export const startBehind = (sandbox: Sandbox, env: Record<string, string> = {}): Promise<Gateway> =>
  startTestGateway({
    sandbox,
    env,
    configure: (config: Config) => ({
      ...config,
      cache: {
        ...{ ...config.cache, redisTimeoutMs: 10_000, fenceTimeoutMs: 10_000 },
        kinds: { ...config.cache.kinds, contactPage: { ttlSeconds: pageSeconds } },
      },
      intercom: { ...config.intercom, indexLagMs },
    }),
  })

/** Who is in a list without a filter, and in one with. */
export async function listsOf(gateway: Gateway) {
  const { data, extensions } = await gateway.query<Lists>(`{
    everybody: contacts { nodes { intercomId } }
    acme: contacts(filter: { email: { endsWith: "@acme.io" } }) { nodes { intercomId } }
  }`)
  expect(extensions.intercom).not.toHaveProperty('overlay')
  return Object.fromEntries(Object.entries(data!).map(([name, { nodes }]) => [name, nodes.map(({ intercomId }) => intercomId).toSorted()]))
}

export async function write(gateway: Gateway, field: string) {
  const { data } = await gateway.query<{ it: { errors: object[]; contact?: { intercomId: string } | null } }>(
    `mutation { it: ${field} { errors { code } ${field.startsWith('contactDelete') ? '' : 'contact { intercomId }'} } }`,
  )
  expect(data?.it.errors).toEqual([])
  return data!.it.contact?.intercomId
}

/**
 * Somebody is written who leaves a list, in a sandbox whose index will be behind for an hour by that: they are out of the list for as long as the gateway corrects
 * it, and in it again afterwards, when the index is believed, which says what it says. Somebody else is written whom the index knows in time.
 *
 * @param pass lets the lag be over, and the time of a page
 */
export async function seeCorrectionsEnd(sandbox: Sandbox, gateways: readonly Gateway[], pass: () => Promise<unknown> | unknown) {
  const [writer] = gateways as [Gateway]
  const [first = ''] = sandbox.world.contacts.keys()
  const each = async (everybody: string[], acme: string[]) => {
    for (const gateway of gateways) expect(await listsOf(gateway)).toEqual({ everybody: everybody.toSorted(), acme: acme.toSorted() })
  }
  await each([first], [first])
  const made = (await write(writer, 'contactCreate(input: { email: "two@acme.io" })'))!
  sandbox.control.setIndexLag(3_600_000)
  await write(writer, `contactUpdate(id: "${first}", input: { email: "one@other.io" })`)
  await each([first, made], [made])
  await pass()
  await expect.poll(() => listsOf(gateways.at(-1)!), { timeout: 60_000, interval: 500 }).toMatchObject({ acme: [first, made].toSorted() })
  await each([first, made], [first, made])
}
