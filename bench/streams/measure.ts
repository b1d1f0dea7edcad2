import { startUnmeteredGateway } from '../../tests/support/processes.ts'
import { startRedis } from '../../tests/support/redis.ts'
import { clientSecret } from '../../tests/support/webhooks.ts'
import { createAnnouncer } from './announcer.ts'
import { type Asked, openSubscribers } from './subscribers.ts'

/** A socket has so many operations at most, as the gateway is configured. */
const perSocket = 100
const warmUpEvents = 1

export type House = { intercomUrl: string; workspaceId: string; conversations: readonly string[]; subscribers: number }

/** A gateway process on a Redis of its own: what happens in one is no news in another. */
export async function startHouse({ intercomUrl }: Pick<House, 'intercomUrl'>) {
  await using stack = new AsyncDisposableStack()
  const redis = stack.use(await startRedis())
  const { url } = stack.use(await startUnmeteredGateway(intercomUrl, { REDIS_URL: redis.url, INTERCOM_CLIENT_SECRET: clientSecret }))
  const opened = stack.move()
  return { url, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

export type FanOut = { events: number; deliveries: number; perSecond: number; executions: number }

const everyEvent = `subscription {
  told: conversationEvents {
    __typename
    ... on ConversationEvent { conversationId conversation { title state updatedAt } }
    ... on ConversationPartAdded { partId }
  }
}`
const oneConversation = `subscription ($id: ID!) {
  told: conversationUpdates(id: $id) {
    __typename
    ... on ConversationEvent { conversationId }
    ... on ConversationPartAdded { partId }
  }
}`

/** All ask the same: an event is executed, and written out, once for all. */
export const measureShared = (house: House, events: number) => ofAll(house, events, () => ({ query: everyEvent }))

/**
 * The naive way, at the same gateway: each says the same in a document of its own, by a comment, so that nobody shares anything, and each event is
 * executed and written out for each.
 */
export const measureNaive = (house: House, events: number) => ofAll(house, events, (each) => ({ query: `${everyEvent} # ${each}` }))

async function ofAll(house: House, events: number, askedOf: (subscriber: number) => Asked): Promise<FanOut> {
  const { subscribers } = house
  await using gateway = await startHouse(house)
  using all = await openSubscribers({ url: gateway.url, sockets: subscribers / perSocket, perSocket, askedOf })
  const announcer = createAnnouncer({ ...house, url: gateway.url, atOnce: 4 })
  const [warmUp, measured] = [house.conversations.slice(0, warmUpEvents), house.conversations.slice(warmUpEvents, warmUpEvents + events)]
  const published = new Set(await announcer.announceAll(warmUp))
  await all.all(subscribers * warmUp.length)
  const executedBefore = await executionsOf(gateway.url)
  const startedAtMs = performance.now()
  for (const part of await announcer.announceAll(measured)) published.add(part)
  const seconds = ((await all.all(subscribers * (warmUp.length + measured.length))) - startedAtMs) / 1_000
  const executions = (await executionsOf(gateway.url)) - executedBefore
  for (const told of all.told)
    if (told.symmetricDifference(published).size > 0) throw new Error('Somebody was not told what was published.')
  const deliveries = subscribers * measured.length
  return { events: measured.length, deliveries, perSecond: deliveries / seconds, executions }
}

/** Each follows a conversation of its own, to each of which something happens once: of an event nobody is asked but whom it is about. */
export async function measureOwnIds(house: House): Promise<FanOut> {
  const { subscribers } = house
  await using gateway = await startHouse(house)
  const ids = Array.from({ length: subscribers }, (_, index) => String(1_000_000 + index))
  const askedOf = (subscriber: number) => ({ query: oneConversation, variables: { id: ids[subscriber] } })
  using all = await openSubscribers({ url: gateway.url, sockets: subscribers / perSocket, perSocket, askedOf })
  const announcer = createAnnouncer({ ...house, url: gateway.url, atOnce: 16 })
  const executedBefore = await executionsOf(gateway.url)
  const startedAtMs = performance.now()
  const published = new Set(await announcer.announceAll(ids))
  const seconds = ((await all.all(subscribers)) - startedAtMs) / 1_000
  const executions = (await executionsOf(gateway.url)) - executedBefore
  const told = all.told.flatMap((parts) => [...parts])
  if (told.length !== subscribers || new Set(told).symmetricDifference(published).size > 0)
    throw new Error('Somebody was not told of theirs.')
  return { events: subscribers, deliveries: subscribers, perSecond: subscribers / seconds, executions }
}

async function executionsOf(url: string): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text()
  return Number(/^gateway_stream_executions_total (\d+)$/m.exec(page)?.[1] ?? 0)
}
