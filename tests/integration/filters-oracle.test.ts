import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IntercomVersion } from '../../src/intercom/client.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { contactFields, conversationFields, filterOf, leafOf, ticketFields } from '../support/filters/arbitraries.ts'
import { contactMatches, conversationMatches, ticketMatches } from '../support/filters/oracle.ts'
import { createRandom, randomContact, randomConversation, randomTicket, randomWorld } from '../support/filters/world.ts'
import { type Answer, type Graph, startGraph } from '../support/graph.ts'

/** Another seed is another world with other questions; a failure says which one it was. */
const seed = Number(process.env.FILTERS_SEED ?? Math.floor(Math.random() * 2 ** 31))
/** Random filters for each list in each setting. */
const runs = Number(process.env.FILTERS_RUNS ?? 20)
const size = 40
const hour = 3_600_000

const zones = [
  'Europe/Dublin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'America/Havana',
  'Pacific/Chatham',
  'UTC',
]
const types = { contacts: 'ContactFilter', conversations: 'ConversationFilter', tickets: 'TicketFilter' } as const
type List = keyof typeof types
const lists = Object.keys(types) as List[]
const settings = (['2.14', '2.16'] as const).flatMap((version, at) =>
  [false, true].map((lags, also) => {
    const number = seed + at * 3 + also * 5
    return { version, lags, timeZone: zones[number % zones.length]!, ownSeed: number }
  }),
)

type Page = {
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  nodes: ({ intercomId: string } | null)[]
  totalCount: number | null
}
type Walked = { ids: string[]; totalCount: number | null } | { refused: string }

/** All pages of a list, each of another size. */
async function walk(graph: Graph, list: List, filter: unknown, sizes: readonly number[]): Promise<Walked> {
  const query = `query($first: Int!, $after: String, $filter: ${types[list]}) {
    ${list}(first: $first, after: $after, filter: $filter) { totalCount pageInfo { hasNextPage endCursor } nodes { intercomId } }
  }`
  const ids: string[] = []
  let after: string | null = null
  for (let pages = 0; ; pages += 1) {
    if (pages > 200) throw new Error('The list does not end.')
    const { data, errors }: Answer<Record<string, Page>> = await graph.ask(query, { first: sizes[pages % sizes.length], after, filter })
    if (errors?.[0]?.extensions.code === 'INVALID' && after === null) return { refused: errors[0].message }
    if (errors) throw new Error(errors[0]!.message)
    const page: Page = data![list]!
    ids.push(...page.nodes.map((node) => node!.intercomId))
    if (!page.pageInfo.hasNextPage) return { ids, totalCount: page.totalCount }
    after = page.pageInfo.endCursor
  }
}

describe.each(settings)(
  `at version $version in $timeZone, index lag $lags (FILTERS_SEED=${seed})`,
  ({ version, lags, timeZone, ownSeed }) => {
    /** A sandbox whose search, where it lags, knows none of what half of the records have become. */
    async function start() {
      const nowSeconds = Math.floor(Date.now() / 1000)
      const sandbox = await startSandbox({
        world: randomWorld(ownSeed, { timezone: timeZone, nowSeconds, size }),
        indexLagMs: lags ? hour : 0,
      })
      const random = createRandom(ownSeed + 1)
      if (lags) {
        for (let number = 2; number <= size; number += 2) {
          sandbox.world.putContact(randomContact(number, random, nowSeconds))
          sandbox.world.putConversation(randomConversation(number, random, nowSeconds))
          sandbox.world.tickets.put(randomTicket(number, random, nowSeconds))
        }
      }
      const graph = await startGraph(sandbox, { version: version as IntercomVersion })
      const setting = { timeZone, nowSeconds, version }
      const { contacts, conversations, tickets } = sandbox.world.search
      const expected: Record<List, (filter: unknown) => { id: string }[]> = {
        contacts: (filter) => [...contacts.current().values()].filter((one) => contactMatches(one, filter, setting)),
        conversations: (filter) => [...conversations.current().values()].filter((one) => conversationMatches(one, filter, setting)),
        tickets: (filter) => [...tickets.current().values()].filter((one) => ticketMatches(one, filter, setting)),
      }
      const fields = {
        contacts: contactFields(nowSeconds, size),
        conversations: conversationFields(nowSeconds, size),
        tickets: ticketFields(nowSeconds, size),
      }
      async function dispose() {
        await graph[Symbol.asyncDispose]()
        await sandbox.dispose()
      }
      return { graph, expected, fields, [Symbol.asyncDispose]: dispose }
    }

    test.each(lists)('%s: a filter finds what it says, page by page, or is refused', async (list) => {
      await using house = await start()
      let refused = 0
      let asked = 0
      const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 })
      await fc.assert(
        fc.asyncProperty(filterOf(house.fields[list]), sizes, async (filter, pageSizes) => {
          const walked = await walk(house.graph, list, filter, pageSizes)
          asked += 1
          if ('refused' in walked) {
            refused += 1
            return
          }
          const expected = house.expected[list](filter).map(({ id }) => id)
          expect(walked.ids.toSorted()).toEqual(expected.toSorted())
          if (walked.totalCount !== null) expect(walked.totalCount).toBe(expected.length)
        }),
        { numRuns: runs, seed: ownSeed },
      )
      // about one in eight is, of filters as large as nobody writes them
      expect(refused).toBeLessThan(asked / 4 + 5)
    })

    test.each(lists)('%s: a condition, and its opposite, is never refused', async (list) => {
      await using house = await start()
      await fc.assert(
        fc.asyncProperty(leafOf(house.fields[list]), fc.boolean(), async (leaf, isNegated) => {
          // of the words of a body Intercom only says how to find one
          fc.pre(!(isNegated && 'bodyWord' in leaf))
          const filter = isNegated ? { not: leaf } : leaf
          const walked = await walk(house.graph, list, filter, [30])
          expect(walked).toMatchObject({ ids: expect.anything() })
          expect('ids' in walked && walked.ids.toSorted()).toEqual(
            house.expected[list](filter)
              .map(({ id }) => id)
              .toSorted(),
          )
        }),
        { numRuns: runs, seed: ownSeed },
      )
    })
  },
)
