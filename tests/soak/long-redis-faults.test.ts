import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createAsker } from '../support/asker.ts'
import { startGatewayProcess } from '../support/processes.ts'
import { redisFaults } from '../support/redis-faults.ts'
import { startLoad } from '../support/steady-load.ts'

/** How long each fault lasts. */
const faultSeconds = Number(process.env.SOAK_SECONDS ?? 60)
const perSecond = 200

const Page = `query Page($first: Int!, $ids: [ID!]!) {
  conversations(first: $first) { nodes { intercomId contacts { nodes { intercomId } } adminAssignee { name } } }
  nodes(ids: $ids) { ... on Contact { intercomId } }
}`
type Answer = { conversations: { nodes: { intercomId: string }[] }; nodes: { intercomId: string }[] }

describe(`${perSecond} requests a second on two processes for ${faultSeconds} s, and none fails, while Redis is`, () => {
  test.each(redisFaults)('$name', ({ name, start }) =>
    start(async ({ url, suffer }) => {
      await using sandbox = await startSandbox({ contacts: 2_000, conversations: 400 })
      await using one = await startGatewayProcess(sandbox.url, { REDIS_URL: url })
      await using other = await startGatewayProcess(sandbox.url, { REDIS_URL: url })
      await using asksOne = createAsker(one.url)
      await using asksOther = createAsker(other.url)
      const ids = [...sandbox.world.contacts.keys()]

      const load = startLoad({
        perSecond,
        ask: async (question) => {
          const some = Array.from({ length: 10 }, (_, at) => ids[(question * 13 + at) % ids.length]!)
          const asker = question % 2 === 0 ? asksOne : asksOther
          const globalIds = some.map((id) => `gid://intercom/${sandbox.world.workspace.id_code}/Contact/${id}`)
          const { conversations, nodes } = await asker.data<Answer>(Page, { first: 1 + (question % 20), ids: globalIds })
          expect(conversations.nodes).toHaveLength(1 + (question % 20))
          expect(nodes.map((node) => node.intercomId)).toEqual(some)
        },
      })
      await delay(1_000)
      await suffer(() => delay(faultSeconds * 1_000))
      await delay(2_000)
      const { asked, failures, longestMs } = await load.stop()
      console.log(`redis ${name}: ${asked} asked, ${failures.length} failed, the slowest took ${Math.round(longestMs)} ms`)
      expect(failures).toEqual([])
    }),
  )
})
