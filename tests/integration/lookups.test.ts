import { expect, test, vi } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
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
