import { asWireNumber, idReader } from '../../intercom/ids.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import { contactKeys } from '../contacts/service-carried.ts'
import type { WriteDeps } from './service-writes.ts'

export type MessageChannel = 'IN_APP' | 'EMAIL'

export type OutboundMessage = {
  channel: MessageChannel
  /** An e-mail has one. */
  subject?: string | undefined
  /** HTML. */
  body: string
  /** The teammate whose message it is. */
  admin: string
  to: { id: string; role: 'USER' | 'LEAD' }
}

/** OpenAPI 2.14, schema `message`. */
type Answer = { id?: string | number | null; conversation_id?: string | number | null } | undefined

const messageId = idReader('conversation part')
const conversationId = idReader('conversation')

/** What a teammate sends to a contact, of which there is no conversation until the contact answers: OpenAPI 2.14, POST /messages. */
export function createMessageWrite({ intercom, writes }: Pick<WriteDeps, 'intercom' | 'writes'>) {
  return {
    send: ({ channel, subject, body, admin, to }: OutboundMessage) =>
      writes.once({
        step: 'message',
        about: { type: 'contact', id: to.id },
        send: () =>
          intercom.request<Answer>({
            method: 'POST',
            route: '/messages',
            body: {
              message_type: channel === 'EMAIL' ? 'email' : 'in_app',
              // an e-mail is not accepted without a style
              ...(channel === 'EMAIL' && { template: 'plain' }),
              ...(subject !== undefined && { subject }),
              body,
              from: { type: 'admin', id: asWireNumber(admin) },
              to: { type: to.role === 'USER' ? 'user' : 'lead', id: to.id },
            },
          }),
        resultOf(answer) {
          const id = messageId(answer?.id)
          if (id === null) throw new Error('The answer does not name the message.')
          return { messageId: id, conversationId: conversationId(answer?.conversation_id) }
        },
        announcedAs: () => ({ topic: ownTopic('message.sent'), item: { contact: { id: to.id } } }),
        take: () => null,
        touches: contactKeys([to.id]),
        // Intercom lists no messages: nobody can look
        checkWith: `Look at what contact ${to.id} was sent, in Intercom: the gateway cannot.`,
      }),
  }
}
