import { expect, test, vi } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startGraph } from '../support/graph.ts'
import { changeOf } from '../support/house.ts'
import { aCompany, aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

/** Whoever signs up has just been looked for: that nobody was there must not be believed for as long as a page is. */
test.each([
  ['contact(by: { externalId: "ext-7" })', hexId(7)],
  ['contact(by: { email: "person7@example.com" })', hexId(7)],
  ['contact(by: { phone: "+4930901820" })', hexId(7)],
  ['company(by: { companyId: "company-8" })', hexId(8)],
  ['company(by: { name: "Company 8" })', hexId(8)],
])('%s, asked for before it came, is found when the time of a missing id is up', async (lookup, id) => {
  await using gateway = await startTestGateway({
    world: aWorld({ contacts: [aContact(1)], companies: [aCompany(2)] }),
    configure: (config) => ({
      ...config,
      cache: { ...config.cache, kinds: {}, default: { ...config.cache.default, ttlSeconds: 3_600, negativeTtlSeconds: 1 } },
    }),
  })
  const look = async () => {
    const { data, errors } = await gateway.query<{ found: { intercomId: string } | null }>(`{ found: ${lookup} { intercomId } }`)
    expect(errors).toBeUndefined()
    return data?.found
  }
  expect(await look()).toBeNull()
  const { world } = gateway.sandbox
  world.contacts.put(aContact(7, { phone: '+4930901820' }))
  world.companies.put(aCompany(8, { company_id: 'company-8', name: 'Company 8' }))
  await vi.waitFor(async () => expect(await look()).toEqual({ intercomId: id }), { timeout: 5_000, interval: 100 })
})

test.each([
  ['email', 'old@example.com', 'new@example.com'],
  ['phone', '+4930901820', '+4930901821'],
] as const)(
  'a contact whose %s is another by now is not the one that is looked for, though the search still says so',
  async (field, before, after) => {
    const moved = (value: string) => aContact(1, { [field]: value })
    await using sandbox = await startSandbox({ world: aWorld({ contacts: [moved(before), aContact(2)] }), indexLagMs: 3_600_000 })
    await using graph = await startGraph(sandbox, { indexLagMs: 300_000 })
    const look = async () => (await graph.services.contacts.getOnlyBy(field, before))?.id ?? null
    expect(await look()).toBe(hexId(1))
    sandbox.world.contacts.put(moved(after))
    await graph.log.append(changeOf([`contact:${hexId(1)}`, 'scope/contact']))
    expect(await look()).toBeNull()
    // nor is it in the way of the one that has it
    await using other = await startSandbox({
      world: aWorld({ contacts: [moved(before), aContact(2, { [field]: before })] }),
      indexLagMs: 3_600_000,
    })
    await using both = await startGraph(other, { indexLagMs: 300_000 })
    await expect(both.services.contacts.getOnlyBy(field, before)).rejects.toMatchObject({ code: 'CONFLICT' })
    other.world.contacts.put(moved(after))
    await both.log.append(changeOf([`contact:${hexId(1)}`, 'scope/contact']))
    expect((await both.services.contacts.getOnlyBy(field, before))?.id).toBe(hexId(2))
  },
)
