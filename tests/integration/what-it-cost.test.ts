import { describe, expect, test, vi } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'

const inbox = '{ conversations(first: 20) { nodes { id title contacts { nodes { displayName email } } adminAssignee { name } } } }'
const cost = { cacheHits: expect.any(Number), coalesced: expect.any(Number) }

describe('extensions.intercom', () => {
  test('cold: every call by name and status; warm: none, and what came out of the cache', async () => {
    await using gateway = await startTestGateway({ contacts: 60, conversations: 40, latencyMs: 5 })
    const cold = (await gateway.query(inbox)).extensions.intercom
    expect(cold).toMatchObject({ actualCalls: gateway.calls.length, coalesced: 0 })
    expect(cold.calls.map(({ route }) => route).sort()).toEqual([...gateway.calls].sort())
    for (const call of cold.calls) expect(call).toEqual({ route: expect.any(String), status: 200, durationMs: expect.any(Number) })

    gateway.forgetRequests()
    const warm = (await gateway.query(inbox)).extensions.intercom
    expect(warm).toMatchObject({ ...cost, actualCalls: 0, coalesced: 0, calls: [] })
    expect(warm.cacheHits).toBeGreaterThan(20)
    expect(gateway.calls).toEqual([])
  })

  test('fifty at once for the same: one pays, the others say that they joined', async () => {
    await using gateway = await startTestGateway({ contacts: 60, conversations: 40, latencyMs: 400 })
    const answers = await Promise.all(Array.from({ length: 50 }, () => gateway.query(inbox)))
    const costs = answers.map(({ extensions }) => extensions.intercom)
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1)
    expect(costs.reduce((sum, { actualCalls }) => sum + actualCalls, 0)).toBe(gateway.calls.length)
    expect(new Set(gateway.calls).size).toBe(gateway.calls.length)
    // whoever paid for nothing waited for somebody who did
    for (const { actualCalls, coalesced } of costs) if (actualCalls === 0) expect(coalesced).toBeGreaterThan(0)
    expect(costs.filter(({ actualCalls }) => actualCalls > 0)).toHaveLength(1)
  })

  test('a hundred at once for different things: each pays its own calls and no other', async () => {
    await using gateway = await startTestGateway({ contacts: 150, conversations: 10, latencyMs: 5 })
    const ids = [...gateway.sandbox.world.contacts.keys()].slice(0, 100)
    const answers = await Promise.all(
      ids.map((id) =>
        gateway.query<{ contact: { intercomId: string } }>('query($id: ID) { contact(by: { id: $id }) { intercomId } viewer { id } }', {
          id,
        }),
      ),
    )
    expect(answers.map(({ data }) => data!.contact.intercomId)).toEqual(ids)
    expect(answers.map(({ extensions }) => extensions.intercom.actualCalls).reduce((sum, calls) => sum + calls)).toBe(gateway.calls.length)
    for (const { extensions } of answers) {
      const { actualCalls, coalesced, cacheHits } = extensions.intercom
      expect(actualCalls + coalesced).toBeGreaterThan(0)
      expect(cacheHits).toBe(0)
    }
  })

  test('a call that fails, and each time it is repeated, counts', async () => {
    await using gateway = await startTestGateway({ contacts: 5, conversations: 1 })
    gateway.sandbox.control.failNext('GET /contacts', { status: 503, times: 2 })
    const { extensions, errors } = await gateway.query('{ contacts(first: 1) { nodes { id } } }')
    expect(errors).toBeUndefined()
    expect(extensions.intercom.calls).toMatchObject([{ status: 503 }, { status: 503 }, { status: 200 }])
    expect(extensions.intercom.actualCalls).toBe(3)
  })

  test('cold, it is at most what was reckoned before it ran', async () => {
    await using gateway = await startTestGateway({ contacts: 150, conversations: 60, env: { INTERCOM_VERSION: '2.16' } })
    const people = `contacts(first: 40) { nodes { events(first: 60) { nodes { name } } eventSummaries { name } subscriptions { optedIn }
      notes(first: 1) { nodes { id } } mergeHistory(first: 1) { nodes { mergedAt } } tags { id } segments { id } companies { nodes { name } } } }`
    const threads = 'conversations(first: 60) { nodes { lastPart { id } contacts { nodes { name } } } }'
    for (const query of [people, threads]) {
      const { extensions, errors } = await gateway.query(`{ ${query} }`)
      expect(errors).toBeUndefined()
      const { actualCalls, cost: told } = extensions.intercom
      expect(actualCalls).toBeGreaterThan(60)
      expect(told.calls).toBeGreaterThanOrEqual(actualCalls)
      expect(told.calls).toBeLessThanOrEqual(told.callLimit)
    }
  })

  test('an answer older than promised says so', async () => {
    await using gateway = await startTestGateway({
      contacts: 5,
      conversations: 1,
      configure: (config) => ({
        ...config,
        intercom: { ...config.intercom, maxRetries: 0 },
        cache: { ...config.cache, kinds: {}, default: { ...config.cache.default, ttlSeconds: 1, staleOnErrorSeconds: 3_600 } },
      }),
    })
    const id = [...gateway.sandbox.world.contacts.keys()][0]
    const one = () => gateway.query('query($id: ID) { contact(by: { id: $id }) { id } }', { id })
    expect((await one()).extensions).not.toHaveProperty('degraded')
    gateway.sandbox.control.setErrorRate(1, 503)
    // the shortest time to live that the configuration knows is a second
    const answer = await vi.waitFor(
      async () => {
        const found = await one()
        expect(found.extensions).toHaveProperty('degraded', [expect.any(String)])
        return found
      },
      { timeout: 5_000 },
    )
    expect([answer.errors, answer.data]).toEqual([undefined, { contact: { id: expect.any(String) } }])
  })
})
