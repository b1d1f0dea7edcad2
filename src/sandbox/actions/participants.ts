import { ApiError } from '../http/errors.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { adminAuthor, contactAuthor, find } from './find.ts'
import type { Happen } from './happen.ts'

type Participant = {
  conversation: string
  contact: string /** Who does it; the contact itself when it is no teammate. */
  admin?: string | undefined
}

/** Who takes part in a conversation. */
export function createParticipantActions({ world, items, announce }: ActionDeps, happen: Happen) {
  const tell = (what: 'attached' | 'detached', { conversation, contact }: Participant) =>
    announce(
      `conversation.contact.${what}`,
      items.participant(find(world, 'conversations', conversation), find(world, 'contacts', contact)),
      `conversation ${conversation}`,
    )
  const authorOf = ({ contact, admin }: Participant) => (admin === undefined ? contactAuthor(world, contact) : adminAuthor(world, admin))

  return {
    /** Somebody more takes part. Who does already is left alone, and nothing is told. */
    attach(one: Participant) {
      const { contact_ids } = find(world, 'conversations', one.conversation)
      find(world, 'contacts', one.contact)
      const author = authorOf(one)
      if (contact_ids.includes(one.contact)) return { conversation: one.conversation }
      const told = happen(one.conversation, { type: 'participant_added', author }, [], { contact_ids: [...contact_ids, one.contact] })
      followTicket(one.conversation)
      tell('attached', one)
      return told
    },

    /** Takes somebody out. The last one has to stay: OpenAPI 2.14, DELETE /conversations/{conversation_id}/customers/{contact_id}. */
    detach(one: Participant) {
      const { contact_ids } = find(world, 'conversations', one.conversation)
      const author = authorOf(one)
      const others = contact_ids.filter((id) => id !== one.contact)
      if (others.length === 0) throw new ApiError(422, 'parameter_invalid', 'Removing the last customer is not allowed')
      const told = happen(one.conversation, { type: 'participant_removed', author }, [], { contact_ids: others })
      followTicket(one.conversation)
      tell('detached', one)
      return told
    },
  }

  function followTicket(id: string) {
    const ticket = world.tickets.get(id)
    const { contact_ids } = find(world, 'conversations', id)
    if (ticket) world.tickets.put({ ...ticket, contact_ids, updated_at: Math.max(ticket.updated_at, secondsOf(world)) })
  }
}
