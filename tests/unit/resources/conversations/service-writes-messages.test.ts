import { expect, test } from 'vitest'
import { createMessageWrite, type OutboundMessage } from '../../../../src/resources/conversations/service-writes-messages.ts'

/** The body that goes to Intercom, which answers with a message and, maybe, a conversation. */
async function sent(message: OutboundMessage, answer: object = { id: '19' }) {
  const asked: { route: string; body?: unknown }[] = []
  const { send } = createMessageWrite({
    intercom: {
      request: async (ask: { route: string; body?: unknown }) => {
        asked.push(ask)
        return answer
      },
    } as never,
    writes: {
      once: async (write: { send(): Promise<unknown>; resultOf(answer: unknown): unknown }) => ({
        result: write.resultOf(await write.send()),
        taken: undefined,
      }),
    } as never,
  })
  const { result } = await send(message)
  return { ...asked[0], result }
}
const message = { channel: 'IN_APP', body: '<p>Hi</p>', admin: '1002', to: { id: 'a', role: 'LEAD' } } as const

test('a message names its sender by a number and its recipient by their role, and an e-mail has a style', async () => {
  expect(await sent(message)).toMatchObject({
    route: '/messages',
    body: { message_type: 'in_app', body: '<p>Hi</p>', from: { type: 'admin', id: 1002 }, to: { type: 'lead', id: 'a' } },
    result: { messageId: '19', conversationId: null },
  })
  expect((await sent({ ...message, channel: 'EMAIL', subject: 'Hi', to: { id: 'b', role: 'USER' } })).body).toEqual({
    ...{ message_type: 'email', template: 'plain', subject: 'Hi', body: '<p>Hi</p>' },
    ...{ from: { type: 'admin', id: 1002 }, to: { type: 'user', id: 'b' } },
  })
})

test('a conversation that there is already is named', async () => {
  expect((await sent(message, { id: 19, conversation_id: '64619700005570' })).result).toEqual({
    messageId: '19',
    conversationId: '64619700005570',
  })
})

test('an answer that names no message is none', async () => {
  await expect(sent(message, {})).rejects.toThrow('does not name the message')
})
