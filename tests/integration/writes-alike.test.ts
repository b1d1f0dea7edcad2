import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startFaultProxy } from '../support/fault-proxy.ts'
import { startTestGateway } from '../support/gateway.ts'
import { calls } from '../support/write-deeds.ts'

async function startBehindProxy() {
  await using parts = new AsyncDisposableStack()
  const sandbox = parts.use(await startSandbox({ contacts: 20, conversations: 20 }))
  const proxy = parts.use(await startFaultProxy(sandbox.url))
  const gateway = parts.use(
    await startTestGateway({
      sandbox,
      env: { INTERCOM_BASE_URL: proxy.url },
      configure: (config) => ({
        ...config,
        writes: { ...config.writes, lookTimeoutMs: 0 },
        intercom: { ...config.intercom, maxRetries: 0 },
      }),
    }),
  )
  const opened = parts.move()
  return { sandbox, proxy, gateway, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

type Answer = { it: { errors: { code: string }[] } }

/** Somebody does one thing, and another like it does not arrive: what is told of it. */
async function lose({ gateway, proxy }: Awaited<ReturnType<typeof startBehindProxy>>, other: string, lost: string, path: string) {
  const ask = async (field: string) => {
    const { data } = await gateway.query<Answer>(`mutation { it: ${field} { errors { code } } }`)
    return data!.it.errors.map(({ code }) => code)
  }
  expect(await ask(other)).toEqual([])
  using _ = proxy.meet('lost on the way', calls('POST', path))
  return await ask(lost)
}

test('a contact that is lost does not pass for another of whom more is said, nor for one who is written in another way', async () => {
  await using house = await startBehindProxy()
  const create = (who: string) => `contactCreate(input: { role: LEAD, ${who} })`
  expect(await lose(house, create('email: "a@one.test", name: "A"'), create('email: "a@one.test"'), '/contacts')).toEqual([
    'OUTCOME_UNKNOWN',
  ])
  expect(await lose(house, create('email: "b@one.test"'), create('email: "B@one.test"'), '/contacts')).toEqual(['OUTCOME_UNKNOWN'])
})

test('a ticket that is lost does not pass for another of which more is said', async () => {
  await using house = await startBehindProxy()
  const { ticket_types, contacts } = house.sandbox.world
  const type = [...ticket_types.values()].find(
    ({ archived, attributes }) => !archived && attributes.filter((one) => one.required_to_create).length === 1,
  )
  const contact = [...contacts.values()].find(({ role }) => role === 'user')
  const create = (attributes: string) =>
    `ticketCreate(input: { type: "${type?.id}", contacts: [{ id: "${contact?.id}" }], attributes: { ${attributes} } })`
  const title = '_default_title_: "It is broken"'
  expect(await lose(house, create(`${title}, _default_description_: "In two"`), create(title), '/tickets')).toEqual(['OUTCOME_UNKNOWN'])
})

test('an upsert that is repeated with its key, and has made the contact, changes nothing of it', async () => {
  await using house = await startBehindProxy()
  const { gateway, proxy, sandbox } = house
  const isMade = calls('POST', '/contacts')
  let wasMade = false
  using _ = proxy.meet('answer lost', (call) => {
    wasMade ||= isMade(call)
    return isMade(call)
  })
  using _look = proxy.meet('502 after it', ({ path }) => wasMade && path === '/contacts/search')
  const upsert = async () => {
    const who = 'match: { email: "lead@one.test" }, onCreate: { role: LEAD, name: "New" }, onUpdate: { name: "Known" }'
    const { data } = await gateway.query<Answer & { it: { result: string | null } }>(
      `mutation { it: contactUpsert(${who}) @idempotent(key: "k") { result errors { code } } }`,
    )
    return [data!.it.result, ...data!.it.errors.map(({ code }) => code)]
  }
  expect([await upsert(), await upsert(), await upsert()]).toEqual([[null, 'OUTCOME_UNKNOWN'], ['CREATED'], ['CREATED']])
  const made = [...sandbox.world.contacts.values()].filter(({ email }) => email === 'lead@one.test')
  expect(made.map(({ name }) => name)).toEqual(['New'])
})
