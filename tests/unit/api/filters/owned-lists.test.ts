import { afterEach, expect, test, vi } from 'vitest'
import type { Context } from '../../../../src/api/context.ts'
import { ownedLists } from '../../../../src/api/filters/owned-lists.ts'
import { ticketFilterFields } from '../../../../src/resources/tickets/graphql-filter.ts'
import { aScope } from '../../../support/filters/scope.ts'

const listOf = ownedLists({ fields: ticketFilterFields, askOf: ({ tickets }) => tickets })
const owner = { field: 'Contact.tickets', column: { field: 'contact_ids', of: () => [] }, called: 'contact' }

afterEach(() => void vi.useRealTimers())

/** By how many batches the lists of three parents are read, of whom each is resolved a second after the one before. */
async function batchesOf(filter: Parameters<typeof listOf>[2]['filter']) {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_764_000_000_900 })
  const batches = new Set<unknown>()
  const context = {
    ...aScope().context,
    limits: { maxPageSize: 150 },
    services: {
      workspace: { get: async () => ({ timeZone: 'UTC' }) },
      tickets: { changedLately: async () => ({ records: new Map(), lacks: undefined, lagsSinceMs: 0, unnamedAtMs: 0 }) },
    },
    async load(batch: unknown) {
      batches.add(batch)
      return { items: [], next: null, totalCount: 0 }
    },
  } as unknown as Context
  for (const id of ['1', '2', '3']) {
    await listOf(owner, id, { first: 3, filter }, context)
    vi.setSystemTime(Date.now() + 1_000)
  }
  return batches.size
}

test('parents that are resolved across a second are read together, unless what the filter means changes with the second', async () => {
  expect(await batchesOf({ open: { eq: true }, createdAt: { after: new Date(0) } })).toBe(1)
  expect(await batchesOf({ createdAt: { withinLast: 3_600 } })).toBe(3)
})
