import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startGraph } from '../support/graph.ts'
import { changeOf } from '../support/house.ts'
import { startRedis } from '../support/redis.ts'
import { type Desk, startDesk } from '../support/webhook-house.ts'
import { clientSecret } from '../support/webhooks.ts'
import { aContact, aConversation, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const indexLagMs = 180_000

/** Three people who are users, of whom the first two have written. */
const contacts = [1, 2, 3].map((number) => aContact(number, { email: `p${number}@acme.io`, external_id: `u${number}`, owner_id: '1001' }))
const conversations = [1, 2].map((number) =>
  aConversation(number, { contact_ids: [hexId(number)], admin_assignee_id: '1001', state: 'open' }),
)
const world = (others: typeof conversations = []) => aWorld({ contacts, conversations: [...conversations, ...others] })

/** Asked of a Redis that is far from overloaded, which a test's may be. */
const patient =
  (lagMs = indexLagMs, kinds: Config['cache']['kinds'] = {}) =>
  (config: Config): Config => ({
    ...config,
    cache: { ...config.cache, redisTimeoutMs: 10_000, fenceTimeoutMs: 10_000, kinds: { ...config.cache.kinds, ...kinds } },
    webhooks: { ...config.webhooks, appendTimeoutMs: 10_000 },
    intercom: { ...config.intercom, indexLagMs: lagMs },
  })

/** Two gateways on one Redis, the first of which is told what happens in an Intercom whose search is three minutes behind. */
async function startTwo(others: typeof conversations = []) {
  const parts = new AsyncDisposableStack()
  const { url } = parts.use(await startRedis())
  const options = { env: { REDIS_URL: url }, configure: patient() }
  const sandbox = parts.adopt(await startSandbox({ world: world(others), indexLagMs }), (opened) => opened.dispose())
  const told = parts.use(await startDesk({ ...options, sandbox }))
  const other = parts.use(await startDesk({ ...options, sandbox }))
  sandbox.webhooks.subscribe({ url: `${told.url}/webhooks/intercom`, clientSecret })
  return { url, sandbox, told, other, [Symbol.asyncDispose]: () => parts.disposeAsync() }
}

/** Everything that has happened was taken. */
const hasBeenTold = ({ sandbox }: Pick<Desk, 'sandbox'>) =>
  expect
    .poll(() => sandbox.webhooks.deliveries().filter(({ outcome }) => outcome !== 'delivered'), { timeout: 20_000, interval: 10 })
    .toEqual([])

type Lists = Record<string, { nodes: { intercomId: string; email?: string | null }[] }>
const Lists = `{
  everybody: contacts(first: 50) { nodes { intercomId email } }
  owned: contacts(filter: { owner: { eq: "1001" } }) { nodes { intercomId email } }
  acme: contacts(filter: { email: { endsWith: "@acme.io" } }) { nodes { intercomId email } }
  leads: contacts(filter: { role: LEAD }) { nodes { intercomId email } }
}`
async function listsOf(gateway: Pick<Desk, 'query'>) {
  const { data, errors, extensions } = await gateway.query<Lists>(Lists)
  if (errors || !data) throw new Error(JSON.stringify(errors))
  expect(extensions.intercom).not.toHaveProperty('overlay')
  return Object.fromEntries(Object.entries(data).map(([name, { nodes }]) => [name, nodes.map(({ intercomId }) => intercomId).toSorted()]))
}

describe('while the index is three minutes behind, every list shows at once, on every process, that somebody', () => {
  test('was created, changed, archived, brought back, merged and deleted', { timeout: 120_000 }, async () => {
    await using house = await startTwo()
    const { actions } = house.sandbox
    const [one, two, three] = [hexId(1), hexId(2), hexId(3)]
    const both = async (expected: Record<string, string[]>) => {
      await hasBeenTold(house)
      for (const gateway of [house.other, house.told]) {
        const sorted = Object.fromEntries(Object.entries(expected).map(([name, ids]) => [name, ids.toSorted()]))
        expect(await listsOf(gateway)).toEqual(sorted)
      }
    }
    const before = { everybody: [one, two, three], owned: [one, two, three], acme: [one, two, three], leads: [] }
    await both(before)

    const { contact: four } = actions.contacts.create({ email: 'new@acme.io', role: 'lead', owner_id: '1001' })
    const withFour = { everybody: [...before.everybody, four], owned: [...before.owned, four], acme: [...before.acme, four], leads: [four] }
    await both(withFour)

    actions.contacts.update({ contact: two, email: 'two@elsewhere.io', owner_id: null })
    await both({ ...withFour, owned: [one, three, four], acme: [one, three, four] })

    actions.contacts.update({ contact: two, email: 'two@acme.io', owner_id: '1001' })
    await both(withFour)

    actions.contacts.archive({ contact: three })
    const withoutThree = { everybody: [one, two, four], owned: [one, two, four], acme: [one, two, four], leads: [four] }
    await both(withoutThree)

    actions.contacts.unarchive({ contact: three })
    await both(withFour)

    actions.contacts.merge({ from: four, into: one })
    await both(before)

    actions.contacts.delete({ contact: one })
    await both({ everybody: [two, three], owned: [two, three], acme: [two, three], leads: [] })
  })

  test('wrote, in the lists of whom it hangs on', { timeout: 60_000 }, async () => {
    await using house = await startTwo()
    const query = `{
      contacts { nodes { intercomId conversations { totalCount nodes { intercomId } } } }
      workspace { admins { intercomId assignedConversations { nodes { intercomId } } } }
      conversations(filter: { state: [OPEN] }) { nodes { intercomId } }
    }`
    type Nodes = { nodes: { intercomId: string }[] }
    type Owner = { intercomId: string; conversations: Nodes & { totalCount: number }; assignedConversations: Nodes }
    type Answer = { contacts: { nodes: Owner[] }; workspace: { admins: Owner[] }; conversations: Nodes }
    const ids = ({ nodes }: Nodes) => nodes.map(({ intercomId }) => intercomId).toSorted()
    const read = async () => {
      await hasBeenTold(house)
      const { data, errors } = await house.other.query<Answer>(query)
      if (errors || !data) throw new Error(JSON.stringify(errors))
      return {
        open: ids(data.conversations),
        ofContacts: Object.fromEntries(data.contacts.nodes.map((owner) => [owner.intercomId, ids(owner.conversations)])),
        ofAdmin: ids(data.workspace.admins.find(({ intercomId }) => intercomId === '1001')!.assignedConversations),
      }
    }
    const [one, two, three] = [hexId(1), hexId(2), hexId(3)]
    expect(await read()).toEqual({ open: ['1', '2'], ofContacts: { [one]: ['1'], [two]: ['2'], [three]: [] }, ofAdmin: ['1', '2'] })

    const { conversation } = house.sandbox.actions.conversations.start({ contact: three, body: 'Hello?' })
    house.sandbox.actions.conversations.close({ conversation: '1', admin: '1001' })
    house.sandbox.actions.conversations.assign({ conversation: '2', admin: '1001', type: 'admin', assignee: '1002' })
    expect(await read()).toEqual({
      open: ['2', conversation].toSorted(),
      ofContacts: { [one]: ['1'], [two]: ['2'], [three]: [conversation] },
      ofAdmin: ['1'],
    })
  })
})

test('what this gateway writes itself is in its lists at once, without a webhook', async () => {
  await using sandbox = await startSandbox({ world: world(), indexLagMs })
  await using graph = await startGraph(sandbox, { indexLagMs })
  const owned = async () => {
    const { data } = await graph.ask<Lists>(`{ owned: contacts(filter: { owner: { eq: "1001" } }) { nodes { intercomId } } }`)
    return data!.owned!.nodes.map(({ intercomId }) => intercomId)
  }
  expect(await owned()).toEqual([hexId(3), hexId(2), hexId(1)])
  const { contact } = sandbox.actions.contacts.create({ email: 'new@acme.io', owner_id: '1001' })
  expect(await owned()).not.toContain(contact)
  const about = [{ type: 'contact', id: contact }]
  await graph.log.append(changeOf([`contact:${contact}`, 'scope/contact'], { topic: 'contact.created', origin: 'GATEWAY_WRITE', about }))
  expect(await owned()).toEqual([contact, hexId(3), hexId(2), hexId(1)])
})

test('a conversation that is new is in its lists too when a part of it was redacted, and not when it was deleted', async () => {
  await using sandbox = await startSandbox({ world: world(), indexLagMs })
  await using graph = await startGraph(sandbox, { indexLagMs })
  const { conversation: id } = sandbox.actions.conversations.start({ contact: hexId(3), body: 'My card is 4111…' })
  const open = async () => {
    const { data } = await graph.ask<Lists>('{ open: conversations(filter: { state: [OPEN] }) { nodes { intercomId } } }')
    return data!.open!.nodes.map(({ intercomId }) => intercomId)
  }
  const about = [{ type: 'conversation', id }]
  await graph.log.append(changeOf([`conversation:${id}`, 'scope/conversation'], { topic: 'conversation.user.created', about }))
  await graph.log.append(changeOf(`conversation:${id}`, { topic: 'conversation_part.redacted', about, erase: true }))
  expect(await open()).toEqual([id, '2', '1'])
  await graph.log.append(changeOf(`conversation:${id}`, { topic: 'conversation.deleted', about, erase: true }))
  expect(await open()).toEqual(['2', '1'])
})

test('once the lag is over, and the time for which pages are kept, the index is believed again', { timeout: 60_000 }, async () => {
  await using sandbox = await startSandbox({ world: world(), indexLagMs: 3_600_000 })
  await using gateway = await startDesk({ sandbox, configure: patient(500, { contactPage: { ttlSeconds: 1 } }) })
  sandbox.webhooks.subscribe({ url: `${gateway.url}/webhooks/intercom`, clientSecret })
  sandbox.actions.contacts.create({ email: 'new@acme.io', owner_id: '1001' })
  await hasBeenTold(gateway)
  await expect.poll(async () => (await listsOf(gateway)).owned, { timeout: 20_000 }).toEqual([hexId(1), hexId(2), hexId(3)])
})

test('a process that starts later knows what changed before it, and one that was not told is told by the log', {
  timeout: 60_000,
}, async () => {
  await using house = await startTwo()
  const { contact } = house.sandbox.actions.contacts.create({ email: 'new@acme.io', owner_id: '1001' })
  await hasBeenTold(house)
  await using late = await startDesk({ env: { REDIS_URL: house.url }, sandbox: house.sandbox, configure: patient() })
  expect((await listsOf(late)).owned).toContain(contact)
})

describe('what cannot be known is said', () => {
  type Told = { overlay?: { list: string; applied: boolean; reason: string }[] }

  test('of a filter that only Intercom’s search knows', async () => {
    await using house = await startTwo()
    house.sandbox.actions.contacts.update({ contact: hexId(2), name: 'Another' })
    await hasBeenTold(house)
    const ask = async (filter: string) => {
      const { data, errors, extensions } = await house.told.query<Lists>(`{ contacts(filter: ${filter}) { nodes { intercomId } } }`)
      if (errors || !data) throw new Error(JSON.stringify(errors))
      return (extensions.intercom as Told).overlay
    }
    const segment = `segment: { eq: "${hexId(99)}" }`
    expect(await ask(`{ ${segment} }`)).toEqual([
      { list: 'contacts', applied: false, reason: expect.stringContaining('1 records that changed lately cannot be judged') },
    ])
    // who is not the other half surely is not both
    expect(await ask(`{ ${segment}, role: LEAD }`)).toBeUndefined()
  })

  test('of more records than the gateway looks at', { timeout: 60_000 }, async () => {
    await using sandbox = await startSandbox({ world: world(), indexLagMs })
    await using graph = await startGraph(sandbox, { indexLagMs })
    for (let number = 0; number < 51; number += 1) {
      const { contact } = sandbox.actions.contacts.create({ email: `n${number}@acme.io`, owner_id: '1001' })
      await graph.log.append(changeOf([`contact:${contact}`, 'scope/contact'], { topic: 'contact.user.created' }))
    }
    sandbox.forgetRequests()
    const { data, scope } = await graph.ask<Lists>(`{ contacts(filter: { owner: { eq: "1001" } }) { nodes { intercomId } } }`)
    expect(data!.contacts!.nodes).toHaveLength(3)
    expect([...scope.uncorrected.values()]).toEqual([
      { list: 'contacts', applied: false, reason: expect.stringMatching(/^51 records .* 50 at most/) },
    ])
    expect(sandbox.requests).toEqual(['POST /contacts/search'])
  })
})

describe('calls', () => {
  test('are not made for what was announced of others, however many', async () => {
    const others = Array.from({ length: 60 }, (_, at) => aConversation(at + 10, { contact_ids: [hexId(3)], admin_assignee_id: '1002' }))
    await using sandbox = await startSandbox({ world: world(others), indexLagMs })
    await using graph = await startGraph(sandbox, { indexLagMs })
    const list = '{ conversations(filter: { admin: { eq: "1001" } }) { nodes { intercomId } } }'
    const read = async () => {
      sandbox.forgetRequests()
      const { data, scope } = await graph.ask<Lists>(list)
      return {
        ids: data!.conversations!.nodes.map(({ intercomId }) => intercomId),
        calls: sandbox.requests,
        told: [...scope.uncorrected.values()],
      }
    }
    await read()
    const say = (id: string, adminAssigneeId: string) =>
      graph.log.append(
        changeOf([`conversation:${id}`], {
          topic: 'conversation.admin.assigned',
          about: [{ type: 'conversation', id }],
          facts: { judged: { adminAssigneeId } },
          occurredAt: new Date(),
        }),
      )
    for (const { id } of others) await say(id, '1002')
    expect(await read()).toEqual({ ids: ['2', '1'], calls: [], told: [] })

    sandbox.actions.conversations.assign({ conversation: others[7]!.id, admin: '1001', type: 'admin', assignee: '1001' })
    await say(others[7]!.id, '1001')
    expect(await read()).toEqual({ ids: [others[7]!.id, '2', '1'], calls: ['GET /conversations/{conversation_id}'], told: [] })
    // a ticket has the id of its conversation: what is said of the one is not said of the other
    sandbox.actions.conversations.assign({ conversation: others[8]!.id, admin: '1001', type: 'admin', assignee: '1001' })
    const about = [{ type: 'ticket', id: others[9]!.id }]
    await graph.log.append(
      changeOf([`conversation:${others[8]!.id}`], { about, facts: { judged: { adminAssigneeId: '1002' } }, occurredAt: new Date() }),
    )
    expect((await read()).ids).toEqual([others[8]!.id, others[7]!.id, '2', '1'])
  })

  test('are not made for an inbox while others are busy, and one search is made when something concerns it', {
    timeout: 60_000,
  }, async () => {
    const others = Array.from({ length: 6 }, (_, at) => aConversation(at + 10, { contact_ids: [hexId(3)], admin_assignee_id: '1002' }))
    await using house = await startTwo(others)
    const { actions } = house.sandbox
    const read = async ({ query }: Desk, list = 'conversations(filter: { admin: { eq: "1001" }, state: [OPEN] })') => {
      house.sandbox.forgetRequests()
      const { data, extensions } = await query<Lists>(`{ inbox: ${list} { nodes { intercomId } } }`)
      expect(extensions.intercom).not.toHaveProperty('overlay')
      return { ids: data!.inbox!.nodes.map(({ intercomId }) => intercomId), calls: house.sandbox.requests }
    }
    const searched = (calls: readonly string[]) => calls.filter((call) => call === 'POST /conversations/search').length
    // what happened a moment ago may not be in the index when the page is read
    actions.conversations.contactReplies({ conversation: others[0]!.id, contact: hexId(3), body: 'Hello?' })
    await hasBeenTold(house)
    const first = await read(house.told)
    expect([first.ids, searched(first.calls)]).toEqual([['2', '1'], 1])
    await read(house.other)
    for (const { id: conversation } of others) {
      actions.conversations.contactReplies({ conversation, contact: hexId(3), body: 'Hello?' })
      actions.conversations.note({ conversation, admin: '1002', body: 'Not ours.' })
      actions.conversations.close({ conversation, admin: '1002' })
      await hasBeenTold(house)
      for (const gateway of [house.told, house.other]) expect(await read(gateway)).toEqual({ ids: ['2', '1'], calls: [] })
    }
    // in a list without a filter each of them may have another place now
    expect((await read(house.told, 'conversations')).calls).toContain('GET /conversations')

    const taken = others[3]!.id
    actions.conversations.open({ conversation: taken, admin: '1001' })
    actions.conversations.assign({ conversation: taken, admin: '1001', type: 'admin', assignee: '1001' })
    await hasBeenTold(house)
    const again = await read(house.told)
    expect([again.ids, searched(again.calls)]).toEqual([[taken, '2', '1'], 1])
    expect((await read(house.other)).ids).toEqual([taken, '2', '1'])
    actions.conversations.note({ conversation: others[5]!.id, admin: '1002', body: 'Not ours.' })
    await hasBeenTold(house)
    for (const gateway of [house.told, house.other]) expect(await read(gateway)).toEqual({ ids: [taken, '2', '1'], calls: [] })
  })

  test('are not made for a list when nothing changed that could be in it', async () => {
    await using sandbox = await startSandbox({ world: world(), indexLagMs })
    await using graph = await startGraph(sandbox, { indexLagMs })
    const lists = ['{ contacts { nodes { intercomId } } }', '{ tickets { nodes { intercomId } } }']
    for (const list of lists) await graph.ask(list)
    // somebody who was in the list of all before, and a conversation, which is in none of these lists
    await graph.log.append(changeOf([`contact:${hexId(2)}`], { topic: 'contact.user.updated' }))
    await graph.log.append(changeOf(['conversation:1', 'scope/conversation'], { topic: 'conversation.user.created' }))
    sandbox.forgetRequests()
    for (const list of lists) await graph.ask(list)
    // the record of the page is read again by its id, as its own copy is over; its page is not
    expect(sandbox.requests).toEqual(['GET /contacts/{contact_id}'])
  })

  test('are not made for a ticket of which it was found out that it is gone, nor for the conversation that it was', async () => {
    await using sandbox = await startSandbox({ world: world(), indexLagMs })
    await using graph = await startGraph(sandbox, { indexLagMs })
    const lists = [
      '{ tickets(filter: { open: { eq: true } }) { nodes { id } } }',
      '{ conversations(filter: { state: [OPEN] }) { nodes { id } } }',
    ]
    const gone = { topic: 'ticket.deleted', about: [{ type: 'ticket', id: '7' }], forget: ['scope/ticket', 'scope/conversation'] }
    await graph.log.append({ ...changeOf(['ticket:7', 'conversation:7'], { erase: true }), ...gone })
    sandbox.forgetRequests()
    for (const list of lists) await graph.ask(list)
    expect(sandbox.requests.filter((request) => request !== 'GET /me')).toEqual(['POST /tickets/search', 'POST /conversations/search'])
  })

  test('are one for each record that may be in it, and none the next time', async () => {
    await using sandbox = await startSandbox({ world: world(), indexLagMs })
    await using graph = await startGraph(sandbox, { indexLagMs })
    const made = [1, 2, 3].map((number) => sandbox.actions.contacts.create({ email: `n${number}@acme.io`, owner_id: '1001' }).contact)
    for (const contact of made) await graph.log.append(changeOf([`contact:${contact}`], { topic: 'contact.user.created' }))
    const list = '{ contacts(first: 4, filter: { owner: { eq: "1001" } }) { nodes { intercomId } } }'
    const { data } = await graph.ask<Lists>(list)
    expect(data!.contacts!.nodes.map(({ intercomId }) => intercomId)).toEqual([...made.toReversed(), hexId(3)])
    expect(sandbox.requests.toSorted()).toEqual([...made.map(() => 'GET /contacts/{contact_id}'), 'GET /me', 'POST /contacts/search'])
    sandbox.forgetRequests()
    await graph.ask(list)
    expect(sandbox.requests).toEqual([])
  })
})
