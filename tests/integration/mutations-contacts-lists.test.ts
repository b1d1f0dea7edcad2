import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startRedis } from '../support/redis.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const indexLagMs = 180_000
type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type Lists = Record<'everybody' | 'acme', { nodes: { intercomId: string }[] }>

async function listsOf(gateway: Gateway) {
  const { data } = await gateway.query<Lists>(`{
    everybody: contacts { nodes { intercomId } }
    acme: contacts(filter: { email: { endsWith: "@acme.io" } }) { nodes { intercomId } }
  }`)
  return Object.fromEntries(Object.entries(data!).map(([name, { nodes }]) => [name, nodes.map(({ intercomId }) => intercomId).toSorted()]))
}

async function write(gateway: Gateway, field: string) {
  const { data } = await gateway.query<{ it: { errors: object[]; contact?: { intercomId: string } | null } }>(
    `mutation { it: ${field} { errors { code } ${field.startsWith('contactDelete') ? '' : 'contact { intercomId }'} } }`,
  )
  expect(data?.it.errors).toEqual([])
  return data!.it.contact?.intercomId
}

test('while the index is three minutes behind, every list shows what was written at once, on another process too', {
  timeout: 120_000,
}, async () => {
  await using parts = new AsyncDisposableStack()
  const { url } = parts.use(await startRedis())
  const world = aWorld({ contacts: [aContact(1, { email: 'one@acme.io', external_id: 'u1' })] })
  const sandbox = parts.adopt(await startSandbox({ world, indexLagMs }), (opened) => opened.dispose())
  const start = () =>
    startTestGateway({
      sandbox,
      env: { REDIS_URL: url },
      configure: (config) => ({
        ...config,
        cache: { ...config.cache, redisTimeoutMs: 10_000, fenceTimeoutMs: 10_000 },
        intercom: { ...config.intercom, indexLagMs },
      }),
    })
  const [writer, other] = [parts.use(await start()), parts.use(await start())]
  const both = async (everybody: (string | undefined)[], acme: (string | undefined)[]) => {
    for (const gateway of [other, writer])
      expect(await listsOf(gateway)).toEqual({ everybody: everybody.toSorted(), acme: acme.toSorted() })
  }
  await both([hexId(1)], [hexId(1)])
  const made = await write(writer, 'contactCreate(input: { email: "two@acme.io" })')
  await both([hexId(1), made], [hexId(1), made])
  await write(writer, `contactUpdate(id: "${made}", input: { email: "two@other.io" })`)
  await both([hexId(1), made], [hexId(1)])
  await write(writer, `contactArchive(id: "${hexId(1)}")`)
  await both([made], [])
  await write(writer, `contactUnarchive(id: "${hexId(1)}")`)
  await both([hexId(1), made], [hexId(1)])
  await write(writer, `contactDelete(id: "${made}")`)
  await both([hexId(1)], [hexId(1)])
})
