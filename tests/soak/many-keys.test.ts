import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createAsker } from '../support/asker.ts'
import { startGatewayProcess } from '../support/processes.ts'
import { startRedis } from '../support/redis.ts'

const contacts = 100_000
const perQuery = 100
/** Questions under way at the same time, for each caller. */
const atOnce = 8

const People = 'query People($ids: [ID!]!) { viewer { id } nodes(ids: $ids) { ... on Contact { intercomId email name externalId } } }'
type Answer = { viewer: { id: string }; nodes: (Person | null)[] }
type Person = { intercomId: string; email: string | null; name: string | null; externalId: string | null }

/** The same ids in an order of the caller's own, so that the two meet each other's flights and copies everywhere. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const order = [...items]
  let state = seed
  for (let at = order.length - 1; at > 0; at--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    const other = state % (at + 1)
    ;[order[at], order[other]] = [order[other]!, order[at]!]
  }
  return order
}

/** Two callers with an API key each. */
const callers = ['first', 'second'].map((name) => ({ name, key: randomBytes(16).toString('hex') }))
const apiKeys = callers.map(({ name, key }) => `${name}:${createHash('sha256').update(key).digest('hex')}:CONTACTS_READ`).join()

test('100,000 different keys, asked by two callers through two processes on one Redis: each answer is that key’s, and that caller’s', async () => {
  await using redis = await startRedis()
  await using sandbox = await startSandbox({ contacts, conversations: 0 })
  const ids = [...sandbox.world.contacts.keys()].slice(0, contacts)
  const env = { REDIS_URL: redis.url, GATEWAY_API_KEYS: apiKeys }
  await using one = await startGatewayProcess(sandbox.url, env)
  await using other = await startGatewayProcess(sandbox.url, env)

  let checked = 0
  const wrong: string[] = []
  async function askAll(caller: (typeof callers)[number], seed: number) {
    await using asksOne = createAsker(one.url, { apiKey: caller.key, connections: atOnce })
    await using asksOther = createAsker(other.url, { apiKey: caller.key, connections: atOnce })
    const order = shuffled(ids, seed)
    let next = 0
    const worker = async () => {
      while (next < order.length && wrong.length === 0) {
        const some = order.slice(next, next + perQuery)
        next += perQuery
        const asker = (next / perQuery) % 2 === 0 ? asksOne : asksOther
        const { viewer, nodes } = await asker.data<Answer>(People, {
          ids: some.map((id) => `gid://intercom/${sandbox.world.workspace.id_code}/Contact/${id}`),
        })
        if (viewer.id !== caller.name) wrong.push(`the ${caller.name} was answered as the ${viewer.id}`)
        for (const [index, id] of some.entries()) {
          const { email = null, name = null, external_id: externalId = null } = sandbox.world.contacts.get(id) ?? {}
          const right = JSON.stringify({ intercomId: id, email, name, externalId })
          const { intercomId, ...rest } = nodes[index] ?? ({} as Person)
          if (JSON.stringify({ intercomId, ...rest }) !== right) wrong.push(`${id} answered ${JSON.stringify(nodes[index])}`)
          checked++
        }
        if (checked % 20_000 < perQuery) console.log(`many keys: ${checked} of ${2 * ids.length} answers checked`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
  }
  await Promise.all(callers.map((caller, index) => askAll(caller, index + 1)))
  expect(wrong).toEqual([])
  expect(checked).toBe(2 * ids.length)
})
