import { ownTopic } from '../../webhooks/topics.ts'
import { lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

type ByAdmin = { admin: string }

/**
 * Tags and contacts of a conversation. Intercom answers with the tag or the contact and not with the conversation, which is read by whoever
 * asks for it afterwards.
 */
export function createParticipantWrites(deps: WriteDeps) {
  const { intercom, writes, read } = deps

  /** All four lead to a state, however often they are done. */
  function set(id: string, what: { step: string; topic: string; item?: object; send(): Promise<unknown>; isSo(ids: Ids): boolean }) {
    const { step, topic, item, send, isSo } = what
    return writes.once({
      step,
      about: { type: 'conversation', id },
      async send() {
        await send()
        return 'done' as const
      },
      resultOf: () => ({ conversationId: id }),
      announcedAs: () => ({ topic, item: { id, ...item } }),
      take: () => null,
      touches: touchedBy(deps, id),
      look: {
        async find() {
          const conversation = await read(id)
          if (conversation === null) return []
          const idsIn = (list: readonly ({ id?: unknown } | null)[] | null | undefined) => (list ?? []).map((one) => String(one?.id))
          const ids = { tags: idsIn(conversation.tags?.tags), contacts: idsIn(conversation.contacts?.contacts) }
          return isSo(ids) ? ['done' as const] : []
        },
      },
      checkWith: lookAt(id),
    })
  }

  return {
    addTag: (id: string, { tag, by }: { tag: string; by: ByAdmin }) =>
      set(id, {
        step: 'tag',
        topic: 'conversation_part.tag.created',
        send: () =>
          intercom.request({
            method: 'POST',
            route: '/conversations/{conversation_id}/tags',
            params: { conversation_id: id },
            body: { id: tag, admin_id: by.admin },
          }),
        isSo: ({ tags }) => tags.includes(tag),
      }),
    removeTag: (id: string, { tag, by }: { tag: string; by: ByAdmin }) =>
      set(id, {
        step: 'untag',
        topic: ownTopic('conversation.updated'),
        item: { changed: ['tags'] },
        send: () =>
          intercom.request({
            method: 'DELETE',
            route: '/conversations/{conversation_id}/tags/{tag_id}',
            params: { conversation_id: id, tag_id: tag },
            body: { admin_id: by.admin },
          }),
        isSo: ({ tags }) => !tags.includes(tag),
      }),
    attachContact: (id: string, { contact, by }: { contact: string; by: ByAdmin }) =>
      set(id, {
        step: 'attach',
        topic: 'conversation.contact.attached',
        item: { contact: { id: contact } },
        send: () =>
          intercom.request({
            method: 'POST',
            route: '/conversations/{conversation_id}/customers',
            params: { conversation_id: id },
            body: { admin_id: by.admin, customer: { intercom_user_id: contact } },
          }),
        isSo: ({ contacts }) => contacts.includes(contact),
      }),
    detachContact: (id: string, { contact, by }: { contact: string; by: ByAdmin }) =>
      set(id, {
        step: 'detach',
        topic: 'conversation.contact.detached',
        item: { contact: { id: contact } },
        send: () =>
          intercom.request({
            method: 'DELETE',
            route: '/conversations/{conversation_id}/customers/{contact_id}',
            params: { conversation_id: id, contact_id: contact },
            body: { admin_id: by.admin },
          }),
        isSo: ({ contacts }) => !contacts.includes(contact),
      }),
  }
}

type Ids = { tags: readonly string[]; contacts: readonly string[] }
