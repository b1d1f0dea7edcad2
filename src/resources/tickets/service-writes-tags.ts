import { ownTopic } from '../../webhooks/topics.ts'
import { lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

type Tagging = { tag: string; by: { admin: string } }

/**
 * Tags of a ticket. Intercom answers with the tag, and says of no ticket which it has: those of a ticket that is a conversation are the conversation's,
 * and of others nobody can look for them.
 */
export function createTagWrites(deps: WriteDeps) {
  const { intercom, writes, readConversation } = deps

  function set(id: string, { step, send, isSo }: { step: string; send(): Promise<unknown>; isSo(tagIds: readonly string[]): boolean }) {
    return writes.once({
      step,
      about: { type: 'ticket', id },
      async send() {
        await send()
        return 'done' as const
      },
      resultOf: () => ({ ticketId: id }),
      announcedAs: () => ({ topic: ownTopic('ticket.updated'), item: { id } }),
      take: () => null,
      touches: touchedBy(deps, id),
      look: {
        async find() {
          const conversation = await readConversation(id)
          if (conversation === null) return []
          return isSo((conversation.tags?.tags ?? []).map((tag) => String(tag?.id))) ? ['done' as const] : []
        },
      },
      checkWith: lookAt(id),
    })
  }

  return {
    addTag: (id: string, { tag, by }: Tagging) =>
      set(id, {
        step: 'tag',
        send: () =>
          intercom.request({
            method: 'POST',
            route: '/tickets/{ticket_id}/tags',
            params: { ticket_id: id },
            body: { id: tag, admin_id: by.admin },
          }),
        isSo: (tagIds) => tagIds.includes(tag),
      }),
    removeTag: (id: string, { tag, by }: Tagging) =>
      set(id, {
        step: 'untag',
        send: () =>
          intercom.request({
            method: 'DELETE',
            route: '/tickets/{ticket_id}/tags/{tag_id}',
            params: { ticket_id: id, tag_id: tag },
            body: { admin_id: by.admin },
          }),
        isSo: (tagIds) => !tagIds.includes(tag),
      }),
  }
}
