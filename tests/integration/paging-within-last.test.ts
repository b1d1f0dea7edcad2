import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'

type Page = { conversations: { pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { intercomId: string }[] } }
const Lately = `query Lately($first: Int!, $after: String) {
  conversations(first: $first, after: $after, filter: { updatedAt: { withinLast: "P3650D" } }) {
    pageInfo { hasNextPage endCursor }
    nodes { intercomId }
  }
}`

test('a list of what happened lately can be paged through while time goes on', async () => {
  await using gateway = await startTestGateway({ conversations: 60 })
  const whole = (await gateway.query<Page>(Lately, { first: 150 })).data!.conversations.nodes
  const first = (await gateway.query<Page>(Lately, { first: 20 })).data!.conversations
  await delay(1_100) // "now" is another second: Intercom would take the cursor for one of another search
  const second = await gateway.query<Page>(Lately, { first: 20, after: first.pageInfo.endCursor })
  expect(second.errors).toBeUndefined()
  expect([...first.nodes, ...second.data!.conversations.nodes]).toEqual(whole.slice(0, 40))
})
