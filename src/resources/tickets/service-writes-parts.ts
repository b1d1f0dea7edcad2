import type * as Intercom from '../../intercom/ticket-types.ts'
import { textFrom } from '../../intercom/values.ts'
import { wordsOf } from '../../writes/same-words.ts'
import { isWithin } from '../../writes/window.ts'
import { htmlOf, isBy, isReplyKind, likePart, type Reply, replyToIntercom } from '../conversations/service-writes-words.ts'
import { lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

type PartAnswer = Intercom.TicketPart | undefined

/** What adds to a ticket's thread. Intercom answers with the part, and not with the ticket, which is read by whoever asks for it afterwards. */
export function createPartWrites(deps: WriteDeps) {
  const { intercom, writes, read } = deps

  return {
    /** A teammate's reply, or what a contact writes. */
    reply(id: string, reply: Reply) {
      const words = wordsOf(htmlOf(reply))
      const isOurs = (part: Intercom.TicketPart) =>
        isReplyKind(part.part_type ?? '') && isBy(part, reply.by) && wordsOf(part.body) === words
      return writes.once({
        step: 'reply',
        about: { type: 'ticket', id },
        send: () =>
          intercom.request<PartAnswer>({
            method: 'POST',
            route: '/tickets/{ticket_id}/reply',
            params: { ticket_id: id },
            body: replyToIntercom(reply),
          }),
        resultOf(answer) {
          const partId = textFrom(answer?.id)
          if (partId === null) throw new Error('The answer does not name the part.')
          return { ticketId: id, partId }
        },
        announcedAs: (answer) => ({
          topic: 'admin' in reply.by ? 'ticket.admin.replied' : 'ticket.contact.replied',
          item: { ticket: { id }, ticket_part: answer },
        }),
        take: () => null,
        touches: touchedBy(deps, id),
        ...(words !== '' && {
          look: {
            find: async (window) =>
              ((await read(id))?.ticket_parts?.ticket_parts ?? []).filter((part) => isOurs(part) && isWithin(part.created_at, window)),
            alike: {
              as: likePart(id, { step: 'reply', by: reply.by, words }),
              madeOf: (answer: PartAnswer) => textFrom(answer?.id),
            },
          },
        }),
        checkWith: lookAt(id),
      })
    },
  }
}
