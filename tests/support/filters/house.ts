import type fc from 'fast-check'
import { everyKey } from '../../../src/cache/keys.ts'
import type { IntercomVersion } from '../../../src/intercom/client.ts'
import { topicsOf } from '../../../src/resources/registry.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { createItems } from '../../../src/sandbox/webhooks/items.ts'
import { tableOf } from '../../../src/webhooks/topics.ts'
import { type Answer, type Graph, startGraph } from '../graph.ts'
import { changeOf } from '../house.ts'
import { contactFields, conversationFields, ticketFields } from './arbitraries.ts'
import { contactMatches, conversationMatches, ticketMatches } from './oracle.ts'
import { createRandom, randomContact, randomConversation, randomTicket, randomWorld } from './world.ts'

const types = { contacts: 'ContactFilter', conversations: 'ConversationFilter', tickets: 'TicketFilter' } as const
export type List = keyof typeof types
export const lists = Object.keys(types) as List[]

type Page = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  nodes: ({ intercomId: string } | null)[]
  totalCount: number | null
}
type Walked = { ids: string[]; totalCount: number | null; searches: number } | { refused: string }

/** All pages of a list, each of another size. */
async function walk(graph: Graph, list: List, filter: unknown, sizes: readonly number[]): Promise<Walked> {
  const query = `query($first: Int!, $after: String, $filter: ${types[list]}) {
    ${list}(first: $first, after: $after, filter: $filter) { totalCount pageInfo { hasNextPage endCursor } nodes { intercomId } }
  }`
  const ids: string[] = []
  let after: string | null = null
  for (let pages = 0; ; pages += 1) {
    if (pages > 200) throw new Error('The list does not end.')
    const { data, errors, scope }: Answer<Record<string, Page>> = await graph.ask(query, {
      first: sizes[pages % sizes.length],
      after,
      filter,
    })
    if (errors?.[0]?.extensions.code === 'INVALID' && after === null) return { refused: errors[0].message }
    if (errors) throw new Error(errors[0]!.message)
    const page: Page = data![list]!
    ids.push(...page.nodes.map((node) => node!.intercomId))
    const told = [...scope.rewrites.values()].find(({ condition }) => condition === 'filter')
    if (!page.pageInfo.hasNextPage) return { ids, totalCount: page.totalCount, searches: told ? Number.parseInt(told.sent, 10) : 1 }
    after = page.pageInfo.endCursor
  }
}

type Options = {
  version: IntercomVersion
  timeZone: string
  seed: number
  size: number
  /** Whether the index of the search is behind what half of the records have become, and whether the gateway knows of it. */
  lag: 'none' | 'unknown' | 'known'
}

const hour = 3_600_000

/** A graph before a sandbox of random records, and what each of its filters must find by the records that search sees, and that there are. */
export async function startHouse({ version, timeZone, seed, size, lag }: Options) {
  const setting = { timeZone, nowSeconds: Math.floor(Date.now() / 1000), version }
  const sandbox = await startSandbox({
    world: randomWorld(seed, setting, size),
    indexLagMs: lag === 'none' ? 0 : hour,
  })
  const graph = await startGraph(sandbox, { version, indexLagMs: lag === 'none' ? 0 : hour / 12 })
  /** Another, whose cache is emptied before it is asked. */
  const uncached = await startGraph(sandbox, { version })
  const { world } = sandbox
  const random = createRandom(seed + 1)
  function becomeOthers(number: number) {
    const [contact, conversation, ticket] = [randomContact, randomConversation, randomTicket].map((make) =>
      make(number, random, setting),
    ) as [ReturnType<typeof randomContact>, ReturnType<typeof randomConversation>, ReturnType<typeof randomTicket>]
    world.contacts.put(contact)
    world.conversations.put(conversation)
    world.tickets.put(ticket)
    return { contact, conversation, ticket }
  }
  if (lag !== 'none') {
    for (let number = 2; number <= size; number += 2) {
      const { contact, conversation, ticket } = becomeOthers(number)
      const keys = [`contact:${contact.id}`, `conversation:${conversation.id}`, `ticket:${ticket.id}`]
      if (lag === 'known') await graph.log.append(changeOf([...keys, 'scope/contact', 'scope/conversation', 'scope/ticket']))
    }
  }
  const [items, topics] = [createItems(world, version), tableOf(Object.values(topicsOf(graph.services)))]
  async function announce(topic: string, item: object) {
    const judged = topics.judge(topic, { ...item })
    if (judged.kind !== 'known') throw new Error(`${topic} says nothing.`)
    const { names: _, ...effects } = judged.effects
    await graph.log.append({ topic, origin: 'WEBHOOK', occurredAt: new Date(), ...effects })
  }
  const idsWhere = <Row extends { id: string }>(
    { values }: { values: () => Iterable<Row> },
    matches: (row: Row, filter: unknown, within: typeof setting) => boolean,
    filter: unknown,
  ) => [...values()].flatMap((row) => (matches(row, filter, setting) ? row.id : [])).toSorted()

  async function dispose() {
    await Promise.all([graph, uncached].map((one) => one[Symbol.asyncDispose]()))
    await sandbox.dispose()
  }
  return {
    /** The records of this number are others from now on, as is announced of them; whether an index that lags knows it at once is left to chance. */
    async change(number: number) {
      sandbox.control.setIndexLag(lag === 'none' || random() < 0.5 ? 0 : hour)
      const { contact, conversation, ticket } = becomeOthers(number)
      await announce('contact.user.updated', items.contact(contact))
      await announce('conversation.admin.assigned', items.conversation(conversation, []))
      await announce('ticket.attribute.updated', items.ticket(ticket))
    },
    walk: (list: List, filter: unknown, sizes: readonly number[]) => walk(graph, list, filter, sizes),
    async walkUncached(list: List, filter: unknown, sizes: readonly number[]) {
      await uncached.log.append(changeOf(everyKey('')))
      return walk(uncached, list, filter, sizes)
    },
    graph,
    /** By what the index of the search holds, sorted. */
    found: {
      contacts: (filter: unknown) => idsWhere(world.search.contacts.current(), contactMatches, filter),
      conversations: (filter: unknown) => idsWhere(world.search.conversations.current(), conversationMatches, filter),
      tickets: (filter: unknown) => idsWhere(world.search.tickets.current(), ticketMatches, filter),
    } satisfies Record<List, (filter: unknown) => string[]>,
    /** By what there is, sorted. */
    matching: {
      contacts: (filter: unknown) => idsWhere(world.contacts, contactMatches, filter),
      conversations: (filter: unknown) => idsWhere(world.conversations, conversationMatches, filter),
      tickets: (filter: unknown) => idsWhere(world.tickets, ticketMatches, filter),
    } satisfies Record<List, (filter: unknown) => string[]>,
    fields: {
      contacts: contactFields(setting, size),
      conversations: conversationFields(setting, size),
      tickets: ticketFields(setting, size),
    } satisfies Record<List, Record<string, fc.Arbitrary<unknown>>>,
    [Symbol.asyncDispose]: dispose,
  }
}
