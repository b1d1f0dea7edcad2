import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Failure = { __typename: string; code: string; path: string[] | null }
type Payload = { messageId: string | null; conversation: object | null; errors: Failure[] }

const send = `mutation ($input: MessageSendInput!) {
  it: messageSend(input: $input) { messageId conversation { id } errors { __typename code path } } }`

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  const contacts = [aContact(1, { email: 'one@example.com' }), aContact(2, { role: 'lead', external_id: null })]
  gateway = await startTestGateway({ world: aWorld({ contacts }) })
})
afterAll(() => gateway.dispose())
beforeEach(() => gateway.forgetRequests())

const run = async (input: object): Promise<Payload> => {
  const answer = await gateway.query<{ it: Payload }>(send, { input })
  if (!answer.data) throw new Error(JSON.stringify(answer.errors))
  return answer.data.it
}
const sent = () => gateway.calls.filter((call) => call === 'POST /messages').length
const contact = { to: { id: hexId(1) } }

describe('a message that a teammate begins with', () => {
  test('is sent in one call, and is no conversation before it is answered', async () => {
    const { messageId, ...rest } = await run({ channel: 'IN_APP', to: { id: hexId(2) }, body: '<p>Hi <b>there</b></p><script>x</script>' })
    expect([messageId, rest]).toEqual([expect.stringMatching(/^\d+$/), { conversation: null, errors: [] }])
    expect(sent()).toBe(1)
    expect(gateway.sandbox.world.conversations.size).toBe(0)
  })

  test('is an e-mail with a subject, to whom the caller says, in whose name they say', async () => {
    const payload = await run({ channel: 'EMAIL', subject: 'Refunds', to: { email: 'one@example.com' }, from: '1002', body: 'Done' })
    expect(payload).toMatchObject({ messageId: expect.any(String), errors: [] })
    expect(sent()).toBe(1)
  })

  test('shows at once in when the contact was last written to, and is told to whoever follows them', async () => {
    const read = () =>
      gateway.query<{ contact: { lastContactedAt: string | null } }>(`{ contact(by: { id: "${hexId(1)}" }) { lastContactedAt } }`)
    gateway.sandbox.world.contacts.put({ ...gateway.sandbox.world.contacts.get(hexId(1))!, last_contacted_at: null })
    await read()
    await using stream = await openEventStream<{ told: object }>(
      gateway.url,
      'subscription { told: contactEvents { __typename ... on ContactChanged { topic origin contact { intercomId lastContactedAt } } } }',
    )
    await stream.next()
    await run({ channel: 'IN_APP', ...contact, body: 'Hi' })
    const { lastContactedAt } = (await read()).data!.contact
    expect(lastContactedAt).not.toBeNull()
    expect((await stream.next())!.data!.data!.told).toEqual({
      ...{ __typename: 'ContactChanged', topic: 'gateway.message.sent', origin: 'GATEWAY_WRITE' },
      contact: { intercomId: hexId(1), lastContactedAt },
    })
  })

  test('is sent once under a key, and answered again by its id', async () => {
    const keyed = send.replace('messageSend(input: $input)', 'messageSend(input: $input) @idempotent(key: "welcome 1")')
    const ask = async () =>
      (await gateway.query<{ it: Payload }>(keyed, { input: { channel: 'IN_APP', ...contact, body: 'Welcome' } })).data!.it
    const [first, again] = [await ask(), await ask()]
    expect([first.errors, again]).toEqual([[], first])
    expect(sent()).toBe(1)
  })

  test.each([
    ['an e-mail without a subject', { channel: 'EMAIL', ...contact, body: 'Hi' }, 'INVALID', ['input', 'subject']],
    ['an e-mail with an empty one', { channel: 'EMAIL', ...contact, subject: ' ', body: 'Hi' }, 'INVALID', ['input', 'subject']],
    ['without words', { channel: 'IN_APP', ...contact, body: '<script>x</script>' }, 'INVALID', ['input', 'body']],
    ['by what is no id', { channel: 'IN_APP', ...contact, from: '../me', body: 'Hi' }, 'INVALID', ['input', 'from']],
    ['by nobody', { channel: 'IN_APP', ...contact, from: '9999', body: 'Hi' }, 'NOT_FOUND', ['input', 'from']],
    ['to nobody', { channel: 'IN_APP', to: { id: hexId(404) }, body: 'Hi' }, 'NOT_FOUND', ['input', 'to', 'id']],
    [
      'to nobody of that address',
      { channel: 'IN_APP', to: { email: 'no@example.com' }, body: 'Hi' },
      'NOT_FOUND',
      ['input', 'to', 'email'],
    ],
  ])('%s is refused', async (_, input, code, path) => {
    expect(await run(input)).toMatchObject({ messageId: null, conversation: null, errors: [{ code, path }] })
  })
})
