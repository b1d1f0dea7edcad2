import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway, type TestGatewayOptions } from '../support/gateway.ts'

type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type Failure = {
  __typename: string
  code: string
  path: string[] | null
  message: string
  userMessage: string | null
  retryable: boolean
  constraint?: string
  id?: string
}
type Payload = {
  conversation?: Record<string, unknown> | null
  partEdge?: { cursor: string; node: Record<string, unknown> } | null
  errors: Failure[]
}

const started = (options: TestGatewayOptions = {}) => startTestGateway({ contacts: 8, conversations: 6, ...options })

const errors =
  'errors { __typename code path message userMessage retryable ... on ValidationError { constraint } ... on NotFoundError { id } }'
const part =
  'partEdge { cursor node { __typename intercomId type author { kind intercomId } ... on CommentPart { body attachments { name url } } ... on NotePart { body } } }'

async function mutate(gateway: Gateway, field: string, selection = '', headers: Record<string, string> = {}): Promise<Payload> {
  gateway.forgetRequests()
  const answer = await gateway.query<{ it: Payload }>(`mutation { it: ${field} { ${selection} ${errors} } }`, undefined, headers)
  expect(answer.errors).toBeUndefined()
  return answer.data!.it
}

/** An open conversation of somebody, as the sandbox has it. */
function anOpenOne({ sandbox: { world } }: Gateway) {
  const [open] = [...world.conversations.values()].filter(({ state }) => state === 'open')
  if (!open) throw new Error('The sandbox has no open conversation.')
  return open
}
const tokenAdmin = ({ sandbox: { world } }: Gateway) => world.workspace.token_admin_id
const reply = 'POST /conversations/{conversation_id}/reply'
const manage = 'POST /conversations/{conversation_id}/parts'
const read = 'GET /conversations/{conversation_id}'

describe('what is added to a thread is one call, and its payload none', () => {
  test('a reply: the conversation and the part are what Intercom answered, and the next question finds them', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    const field = `conversationReply(id: "${id}", input: { body: "<p onclick='x()'>Hello <b>you</b><script>x()</script></p>", attachmentUrls: ["https://files.example/a.png"] })`
    const { conversation, partEdge, errors } = await mutate(
      gateway,
      field,
      `conversation { intercomId state statistics { partCount } } ${part}`,
    )
    expect(errors).toEqual([])
    const record = gateway.sandbox.world.conversations.get(id)!
    const made = record.parts.at(-1)!
    expect(partEdge?.node).toMatchObject({
      __typename: 'CommentPart',
      intercomId: made.id,
      author: { kind: 'ADMIN', intercomId: tokenAdmin(gateway) },
      body: '<p>Hello <b>you</b></p>',
    })
    expect(partEdge?.node.attachments).toHaveLength(1)
    expect(conversation).toMatchObject({ intercomId: id, statistics: { partCount: record.parts.length } })
    expect(gateway.calls).toEqual([reply])

    gateway.forgetRequests()
    const again = await gateway.query<{ conversation: { statistics: object; parts: { edges: { cursor: string }[] } } }>(
      `{ conversation(id: "${id}") { statistics { partCount } } }`,
    )
    expect(again.data?.conversation.statistics).toEqual({ partCount: record.parts.length })
    expect(gateway.calls).toEqual([])
    const { data } = await gateway.query<{ conversation: { parts: { nodes: { intercomId: string }[] } } }>(
      `{ conversation(id: "${id}") { parts(last: 1) { nodes { intercomId } } } }`,
    )
    expect(data?.conversation.parts.nodes).toEqual([{ intercomId: made.id }])
    expect(gateway.calls).toEqual([read])
  })

  test('its edge leads on in the thread, and `parts` beside it are one read', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    const field = `conversationReply(id: "${id}", input: { body: "Hello" })`
    const { partEdge } = await mutate(gateway, field, `${part} conversation { parts { nodes { intercomId } } }`)
    expect(gateway.calls).toEqual([reply, read])
    await mutate(gateway, `conversationClose(id: "${id}")`)
    const { data } = await gateway.query<{ conversation: { parts: { nodes: { type: string }[] } } }>(
      'query($id: ID!, $after: String) { conversation(id: $id) { parts(after: $after) { nodes { type } } } }',
      { id, after: partEdge!.cursor },
    )
    expect(data?.conversation.parts.nodes).toEqual([{ type: 'STATE_CHANGE' }])
  })

  test('a reply with answers to choose from, with a file, and one of a contact, which is text', async () => {
    await using gateway = await started()
    const conversation = anOpenOne(gateway)
    const { id, contact_ids } = conversation
    const last = () => gateway.sandbox.world.conversations.get(id)!.parts.at(-1)!
    await mutate(gateway, `conversationReply(id: "${id}", input: { body: "Which?", quickReplies: ["One", "Two"] })`)
    expect(last()).toMatchObject({ part_type: 'quick_reply', metadata: { quick_reply_options: [{ text: 'One' }, { text: 'Two' }] } })
    const file = '{ name: "a.txt", contentType: "text/plain", base64: "aGVsbG8=" }'
    await mutate(gateway, `conversationReply(id: "${id}", input: { body: "See", attachments: [${file}] })`)
    expect(last().attachments).toMatchObject([{ name: 'a.txt' }])
    const contact = `as: { contact: { id: "${contact_ids[0]}" } }`
    const { partEdge, errors } = await mutate(
      gateway,
      `conversationReply(id: "${id}", input: { body: "1 < 2 & <b>so</b> on", ${contact} })`,
      part,
    )
    expect([errors, last().body]).toEqual([[], '<p>1 &lt; 2 &amp; so on</p>'])
    expect(partEdge?.node).toMatchObject({ author: { kind: 'CONTACT', intercomId: contact_ids[0] } })
  })

  test('a note, an assignment, a closing, an opening and a putting off', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    const [admin] = [...gateway.sandbox.world.admins.keys()]
    const [team] = [...gateway.sandbox.world.teams.keys()]
    const state = 'conversation { state snoozedUntil adminAssignee { intercomId } teamAssignee { intercomId } }'
    const done = async (field: string) => {
      const { conversation, partEdge, errors } = await mutate(gateway, field, `${state} ${part}`)
      return {
        ...conversation,
        made: partEdge?.node.__typename,
        errors,
        calls: gateway.calls.filter((call) => call !== 'GET /admins' && call !== 'GET /teams'),
      }
    }
    const ok = (call: string, more: object) => ({ ...more, errors: [], calls: [call] })
    expect(await done(`conversationNoteAdd(id: "${id}", input: { body: "for us" })`)).toMatchObject(ok(reply, { made: 'NotePart' }))
    expect(await done(`conversationAssign(id: "${id}", to: { admin: "${admin}" }, note: "yours")`)).toMatchObject(
      ok(manage, { adminAssignee: { intercomId: admin }, made: 'AssignmentPart' }),
    )
    expect(await done(`conversationAssign(id: "${id}", to: { team: "${team}" })`)).toMatchObject(
      ok(manage, { teamAssignee: { intercomId: team } }),
    )
    expect(await done(`conversationAssign(id: "${id}", to: { unassign: true })`)).toMatchObject(ok(manage, { adminAssignee: null }))
    expect(await done(`conversationClose(id: "${id}", body: "Bye")`)).toMatchObject(
      ok(manage, { state: 'CLOSED', made: 'StateChangePart' }),
    )
    expect(await done(`conversationOpen(id: "${id}")`)).toMatchObject(ok(manage, { state: 'OPEN', made: 'StateChangePart' }))
    expect(await done(`conversationSnooze(id: "${id}", until: "2040-01-01T00:00:00Z")`)).toMatchObject(
      ok(manage, { state: 'SNOOZED', snoozedUntil: '2040-01-01T00:00:00.000Z', made: 'StateChangePart' }),
    )
  })
})

describe('what is changed about a conversation', () => {
  test('is changed as far as it is given: the rest stays, and null takes away', async () => {
    await using gateway = await started({ env: { INTERCOM_VERSION: '2.16' } })
    const { world } = gateway.sandbox
    const { id } = anOpenOne(gateway)
    const [company] = [...world.companies.keys()]
    const selection = 'conversation { title read company { intercomId } }'
    const changed = await mutate(
      gateway,
      `conversationUpdate(id: "${id}", input: { title: "A title", company: "${company}", read: true })`,
      selection,
    )
    expect(changed).toEqual({ conversation: { title: 'A title', read: true, company: { intercomId: company } }, errors: [] })
    expect(gateway.calls).toEqual(['PUT /conversations/{conversation_id}'])
    const less = await mutate(gateway, `conversationUpdate(id: "${id}", input: { title: null, company: null })`, selection)
    expect(less).toEqual({ conversation: { title: null, read: true, company: null }, errors: [] })
    expect((await mutate(gateway, `conversationUpdate(id: "${id}", input: {})`)).errors).toMatchObject([
      { code: 'INVALID', path: ['input'] },
    ])
    expect(gateway.calls).toEqual([])
  })

  test('by tags and people is one call, and one more for the conversation where it is asked for', async () => {
    await using gateway = await started()
    const { world } = gateway.sandbox
    const { id, contact_ids } = anOpenOne(gateway)
    const [tag] = [...world.tags.values()]
    const other = [...world.contacts.values()].find((one) => one.role === 'user' && !contact_ids.includes(one.id))!
    const tags = 'conversation { tags { intercomId } }'
    const people = 'conversation { contacts { nodes { intercomId } } }'
    expect(await mutate(gateway, `conversationTagAdd(id: "${id}", tag: { id: "${tag!.id}" })`, tags)).toMatchObject({
      conversation: { tags: expect.arrayContaining([{ intercomId: tag!.id }]) },
    })
    expect(gateway.calls).toEqual(['POST /conversations/{conversation_id}/tags', read])
    await mutate(gateway, `conversationTagRemove(id: "${id}", tag: "${tag!.id}")`)
    expect(gateway.calls).toEqual(['DELETE /conversations/{conversation_id}/tags/{tag_id}'])
    expect(
      await mutate(gateway, `conversationContactAttach(id: "${id}", contact: { externalId: "${other.external_id}" })`, people),
    ).toMatchObject({
      conversation: { contacts: { nodes: expect.arrayContaining([{ intercomId: other.id }]) } },
    })
    expect((await mutate(gateway, `conversationContactDetach(id: "${id}", contact: "${other.id}")`, people)).conversation).toEqual({
      contacts: { nodes: contact_ids.map((intercomId) => ({ intercomId })) },
    })
  })

  test('a tag by its name is the one there is, whatever its case, and made where there is none', async () => {
    await using gateway = await started()
    const { world } = gateway.sandbox
    const { id } = anOpenOne(gateway)
    const [tag] = [...world.tags.values()]
    const tags = 'conversation { tags { name } }'
    await mutate(gateway, `conversationTagAdd(id: "${id}", tag: { name: "${tag!.name.toUpperCase()}" })`)
    expect(world.conversations.get(id)!.tags.map((one) => one.id)).toContain(tag!.id)
    expect(gateway.calls).not.toContain('POST /tags')
    const { conversation } = await mutate(gateway, `conversationTagAdd(id: "${id}", tag: { name: "brand new" })`, tags)
    expect((conversation!.tags as { name: string }[]).map(({ name }) => name)).toContain('brand new')
    expect(gateway.calls).toContain('POST /tags')
    const listed = await gateway.query<{ workspace: { tags: { name: string }[] } }>('{ workspace { tags { name } } }')
    expect(listed.data?.workspace.tags.map(({ name }) => name)).toContain('brand new')
  })

  test('its parts can be redacted, and it can be deleted: nothing of it is shown afterwards', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    const { partEdge } = await mutate(gateway, `conversationReply(id: "${id}", input: { body: "a secret" })`, 'partEdge { node { id } }')
    await gateway.query(`{ conversation(id: "${id}") { parts { nodes { __typename } } } }`)
    const redact = `conversationPartRedact(conversation: "${id}", part: "${partEdge!.node.id}")`
    expect(await mutate(gateway, redact, 'partEdge { node { id redacted } }')).toEqual({
      partEdge: { node: { id: partEdge!.node.id, redacted: true } },
      errors: [],
    })
    expect(gateway.calls).toEqual(['POST /conversations/redact'])
    const shown = await gateway.query(`{ conversation(id: "${id}") { parts { nodes { redacted ... on CommentPart { body } } } } }`)
    expect(JSON.stringify(shown)).not.toContain('a secret')
    expect(JSON.stringify(shown)).toContain('"redacted":true')

    const { id: global } = (await gateway.query<{ conversation: { id: string } }>(`{ conversation(id: "${id}") { id } }`)).data!
      .conversation
    const deleted = await gateway.query<{ conversationDelete: object }>(
      `mutation { conversationDelete(id: "${global}") { deletedId errors { code } } }`,
    )
    expect(deleted.data?.conversationDelete).toEqual({ deletedId: global, errors: [] })
    expect((await gateway.query(`{ conversation(id: "${id}") { title } }`)).data).toEqual({ conversation: null })
  })
})

describe('two conversations that become one', () => {
  const merge = (from: string, into: string) => `conversationMerge(from: "${from}", into: "${into}")`

  test('are the one that goes on, at one call, and nobody shows the other as it was', async () => {
    await using gateway = await started({ env: { INTERCOM_VERSION: '2.16' } })
    const [from, into] = [...gateway.sandbox.world.conversations.values()]
      .filter(({ state }) => state !== 'closed')
      .map(({ id }) => id) as [string, string]
    await gateway.query(`{ conversation(id: "${from}") { state } }`)
    const { conversation, errors } = await mutate(gateway, merge(from, into), 'conversation { intercomId }')
    expect([conversation, errors, gateway.calls]).toEqual([{ intercomId: into }, [], ['POST /conversations/{id}/merge']])
    expect((await gateway.query(`{ conversation(id: "${from}") { state } }`)).data).toEqual({ conversation: { state: 'CLOSED' } })
    expect((await mutate(gateway, merge(from, into))).errors).toMatchObject([
      { code: 'INVALID', path: ['from'], constraint: 'merge_failed' },
    ])
    expect((await mutate(gateway, merge(into, into))).errors).toMatchObject([{ code: 'INVALID', path: ['into'] }])
  })

  test('need version 2.16', async () => {
    await using gateway = await started()
    expect((await mutate(gateway, merge('1', '2'))).errors).toMatchObject([{ code: 'CAPABILITY_UNAVAILABLE' }])
    expect(gateway.calls).toEqual([])
  })
})

describe('a conversation that a contact begins', () => {
  test('is plain text, and takes a read where it is asked for', async () => {
    await using gateway = await started()
    const user = [...gateway.sandbox.world.contacts.values()].find((one) => one.role === 'user' && one.external_id)!
    const field = `conversationCreate(input: { from: { id: "${user.id}" }, body: "5 > 4 <b>" })`
    const { conversation, errors } = await mutate(
      gateway,
      field,
      'conversation { source { body } contacts { nodes { intercomId } } } edge { cursor node { id } }',
    )
    expect(errors).toEqual([])
    expect(conversation).toEqual({ source: { body: '<p>5 &gt; 4 &lt;b&gt;</p>' }, contacts: { nodes: [{ intercomId: user.id }] } })
    expect(gateway.calls).toEqual(['POST /conversations', read])
    await mutate(gateway, `conversationCreate(input: { from: { externalId: "${user.external_id}" }, body: "Hello" })`)
    expect(gateway.calls).toEqual(['GET /contacts/find_by_external_id/{external_id}', 'POST /conversations'])
    const nobody = await mutate(gateway, 'conversationCreate(input: { from: { externalId: "nobody" }, body: "Hello" })')
    expect(nobody.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'from', 'externalId'], id: 'nobody' }])
  })
})

describe('what is refused', () => {
  test.each<[field: (id: string) => string, expected: Partial<Failure>]>([
    [
      (id) => `conversationReply(id: "${id}", input: { body: "<script>x()</script>" })`,
      { code: 'INVALID', path: ['input', 'body'], constraint: 'minLength' },
    ],
    [(id) => `conversationSnooze(id: "${id}", until: "2020-01-01T00:00:00Z")`, { code: 'INVALID', path: ['until'], constraint: 'future' }],
    [(id) => `conversationAssign(id: "${id}", to: { unassign: false })`, { code: 'INVALID', path: ['to', 'unassign'] }],
    [(id) => `conversationAssign(id: "${id}", to: { team: "99999" })`, { code: 'NOT_FOUND', path: ['to'] }],
    [(id) => `conversationClose(id: "${id}", as: "99999")`, { code: 'NOT_FOUND', path: ['as'], id: '99999' }],
    [() => 'conversationClose(id: "99999")', { code: 'NOT_FOUND', path: ['id'], id: '99999', userMessage: 'It is not there any more.' }],
    [(id) => `conversationPartRedact(conversation: "${id}", part: "1:2")`, { code: 'INVALID', path: ['part'] }],
    [
      (id) => `conversationReply(id: "${id}", input: { body: "x", skipNotifications: true })`,
      { code: 'CAPABILITY_UNAVAILABLE', path: ['input', 'skipNotifications'] },
    ],
    [(id) => `conversationTagAdd(id: "${id}", tag: { name: " " })`, { code: 'INVALID', path: ['tag', 'name'] }],
    [
      (id) =>
        `conversationReply(id: "${id}", input: { body: "x", attachmentUrls: [${Array.from({ length: 11 }, () => '"https://a.example/b"')}] })`,
      { code: 'INVALID', path: ['input', 'attachmentUrls'], constraint: 'maxItems' },
    ],
  ])('says where in the input it is: %s', async (field, expected) => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    const before = JSON.stringify(gateway.sandbox.world.conversations.get(id))
    const { errors } = await mutate(gateway, field(id))
    expect(errors).toEqual([expect.objectContaining({ retryable: false, ...expected })])
    expect(JSON.stringify(gateway.sandbox.world.conversations.get(id))).toBe(before)
  })

  test('a rate limit that is over is waited out: it was not executed', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    gateway.sandbox.control.failNext(reply, { status: 429 })
    expect((await mutate(gateway, `conversationReply(id: "${id}", input: { body: "once-and-never-again" })`)).errors).toEqual([])
    expect(gateway.sandbox.world.conversations.get(id)!.parts.filter(({ body }) => body?.includes('once-and-never-again'))).toHaveLength(1)
  })
})

describe('in whose name', () => {
  const secret = 'a-key'
  const key = (name: string, scopes: string) => `${name}:${createHash('sha256').update(`${secret}-of-${name}`).digest('hex')}:${scopes}`
  const bearer = (name: string) => ({ authorization: `Bearer ${secret}-of-${name}` })
  const withKeys = (admin?: string) =>
    started({
      env: {
        GATEWAY_API_KEYS: [
          key('desk', 'CONVERSATIONS_READ+CONVERSATIONS_WRITE'),
          key('boss', 'CONVERSATIONS_READ+CONVERSATIONS_WRITE+ACT_AS_ADMIN+NOTES_READ'),
        ].join(),
      },
      configure: (config) => ({ ...config, api: { ...config.api, callers: { desk: admin === undefined ? {} : { actingAdmin: admin } } } }),
    })

  test("is the caller's own teammate, and another only with ACT_AS_ADMIN", async () => {
    await using probe = await started()
    const [own, other] = [...probe.sandbox.world.admins.keys()].filter((id) => id !== tokenAdmin(probe)) as [string, string]
    await using gateway = await withKeys(own)
    const { id } = anOpenOne(gateway)
    const author = 'partEdge { node { author { intercomId } } }'
    const authorOf = (name: string, as = '') =>
      mutate(gateway, `conversationReply(id: "${id}", input: { body: "Hello", ${as} })`, author, bearer(name))
    expect((await authorOf('desk')).partEdge?.node).toEqual({ author: { intercomId: own } })
    expect((await authorOf('desk', `as: { admin: "${own}" }`)).partEdge?.node).toEqual({ author: { intercomId: own } })
    expect((await authorOf('desk', `as: { admin: "${other}" }`)).errors).toMatchObject([
      { code: 'FORBIDDEN', path: ['input', 'as', 'admin'] },
    ])
    expect(gateway.calls).toEqual([])
    expect((await authorOf('boss')).partEdge?.node).toEqual({ author: { intercomId: tokenAdmin(gateway) } })
    expect((await authorOf('boss', `as: { admin: "${other}" }`)).partEdge?.node).toEqual({ author: { intercomId: other } })
  })

  test('a note is written by whoever may write, and shown to who may read notes', async () => {
    await using gateway = await withKeys()
    const { id } = anOpenOne(gateway)
    const field = `conversationNoteAdd(id: "${id}", input: { body: "for us" })`
    expect(await mutate(gateway, field, part, bearer('desk'))).toEqual({ partEdge: null, errors: [] })
    expect((await mutate(gateway, field, part, bearer('boss'))).partEdge?.node).toMatchObject({
      __typename: 'NotePart',
      body: '<p>for us</p>',
    })
  })
})

describe('with a key', () => {
  const keyed = (id: string, key: string, body = 'Hello') =>
    `mutation { it: conversationReply(id: "${id}", input: { body: "${body}" }) @idempotent(key: "${key}") { ${part} conversation { state } ${errors} } }`
  const told = async (gateway: Gateway, document: string) => (await gateway.query<{ it: Payload }>(document)).data!.it

  test('a mutation is done once, and answered alike, whatever is selected then', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    const key = randomUUID()
    gateway.forgetRequests()
    const first = await told(gateway, keyed(id, key))
    const all = await Promise.all(Array.from({ length: 5 }, () => told(gateway, keyed(id, key))))
    expect(all).toEqual(all.map(() => first))
    expect(gateway.calls.filter((call) => call.startsWith('POST'))).toEqual([reply])
    expect((await told(gateway, keyed(id, key, 'Other words'))).errors).toMatchObject([{ code: 'INVALID', constraint: 'idempotencyKey' }])
  })

  test('a document has one key for all of its mutations, or each its own', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    const document = `mutation @idempotent(key: "k1") { a: conversationReply(id: "${id}", input: { body: "a" }) { errors { code } } b: conversationClose(id: "${id}") { errors { code } } }`
    const once = await gateway.query(document)
    expect(await gateway.query(document)).toMatchObject({ data: once.data })
    expect(gateway.calls.filter((call) => call.startsWith('POST'))).toEqual([reply, manage])
  })

  test('is refused where it would do nothing, and where it is none', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    for (const document of [
      `{ conversation(id: "${id}") @idempotent(key: "k") { title } }`,
      `mutation { conversationClose(id: "${id}") { conversation @idempotent(key: "k") { title } } }`,
    ])
      expect((await gateway.query(document)).errors?.[0]).toMatchObject({
        message: expect.stringContaining('where it does nothing'),
        extensions: { code: 'INVALID' },
      })
    for (const key of ['', ' ', 'x'.repeat(256), 'a\\u0007b'])
      expect((await told(gateway, keyed(id, key))).errors).toMatchObject([{ code: 'INVALID', constraint: 'idempotencyKey' }])
  })

  test('is let go by what was certainly not done', async () => {
    await using gateway = await started()
    const { id } = anOpenOne(gateway)
    expect((await told(gateway, keyed('99999', 'k'))).errors).toMatchObject([{ code: 'NOT_FOUND' }])
    expect((await told(gateway, keyed(id, 'k'))).errors).toEqual([])
  })
})

describe('whoever follows', () => {
  test('is told of a reply when it is written, and not again when Intercom announces it', async () => {
    await using gateway = await started({ env: { INTERCOM_CLIENT_SECRET: 'secret' } })
    gateway.sandbox.webhooks.subscribe({ url: `${gateway.url}/webhooks/intercom`, clientSecret: 'secret' })
    const { id } = anOpenOne(gateway)
    await using stream = await openEventStream<{ told: Record<string, unknown> }>(
      gateway.url,
      `subscription { told: conversationUpdates(id: "${id}") { __typename ... on ConversationPartAdded { origin topic partId partEdge { node { intercomId } } } } }`,
    )
    expect((await stream.take(1))[0]?.told.__typename).toBe('StreamCaughtUp')
    const { partEdge } = await mutate(gateway, `conversationReply(id: "${id}", input: { body: "Hello" })`, part)
    expect((await stream.take(1))[0]?.told).toMatchObject({
      __typename: 'ConversationPartAdded',
      origin: 'GATEWAY_WRITE',
      topic: 'conversation.admin.replied',
      partEdge: { node: { intercomId: partEdge!.node.intercomId } },
    })
    gateway.sandbox.actions.conversations.close({ conversation: id, admin: tokenAdmin(gateway) })
    expect((await stream.take(1))[0]?.told.__typename).toBe('ConversationStateChanged')
  })

  test('and the log has a line for each write: who, what, and what became of it', async () => {
    const logLines: string[] = []
    await using gateway = await started({ logLines })
    const { id } = anOpenOne(gateway)
    await mutate(gateway, `conversationReply(id: "${id}", input: { body: "words of somebody" })`)
    await mutate(gateway, 'conversationClose(id: "99999")')
    const audit = logLines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.audit)
    expect(audit).toMatchObject([
      {
        mutation: 'conversationReply',
        caller: 'anonymous',
        about: `conversation ${id}`,
        outcome: 'APPLIED',
        requestId: expect.any(String),
      },
      { mutation: 'conversationClose', about: 'conversation 99999', outcome: 'NOT_APPLIED', code: 'NOT_FOUND' },
    ])
    expect(logLines.join()).not.toContain('words of somebody')
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text()
    expect(metrics).toContain('gateway_writes_total{kind="conversation",outcome="APPLIED"} 1')
  })
})
