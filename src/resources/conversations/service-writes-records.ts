import type * as Intercom from '../../intercom/conversation-types.ts'
import { idReader, noneIfZero } from '../../intercom/ids.ts'
import { allOf, where } from '../../intercom/search.ts'
import { hasAttributes } from '../../intercom/values.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import { type Deleted, deletion } from '../../writes/deletion.ts'
import { htmlOfText, wordsOf } from '../../writes/same-words.ts'
import { partFromIntercom } from './model-part.ts'
import { answered, lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

/** What is given is changed, and null takes it away; what is not given stays. */
export type ConversationChanges = {
  title?: string | null
  read?: boolean
  companyId?: string | null
  customAttributes?: Readonly<Record<string, unknown>>
}

/** The message that a new conversation begins with names the conversation: OpenAPI 2.14, schema `message`. */
type FirstMessage = { conversation_id?: string | number | null } | undefined

const conversationId = idReader('conversation')

/** What makes a conversation, changes facts of it, and takes it or its words away. */
export function createRecordWrites(deps: WriteDeps) {
  const { intercom, writes, heads, read, search, keepAlong, listKeys } = deps

  return {
    /** A contact writes for the first time, in plain text. The answer is the message, and not the conversation. */
    create: ({ contact, body, attachmentUrls }: { contact: string; body: string; attachmentUrls?: readonly string[] | undefined }) => {
      const words = wordsOf(htmlOfText(body))
      return writes.once({
        step: 'create',
        about: { type: 'contact', id: contact },
        send: () =>
          intercom.request<FirstMessage>({
            method: 'POST',
            route: '/conversations',
            body: { from: { type: 'contact', id: contact }, body, ...(attachmentUrls?.length && { attachment_urls: attachmentUrls }) },
          }),
        resultOf(answer) {
          const id = conversationId(answer?.conversation_id)
          if (id === null) throw new Error('The answer does not name the conversation.')
          return { conversationId: id }
        },
        announcedAs: (answer) => ({
          topic: 'conversation.user.created',
          item: {
            id: answer?.conversation_id,
            contacts: { contacts: [{ id: contact }] },
            state: 'open',
            source: { author: { id: contact } },
          },
        }),
        take: () => null,
        touches: listKeys(),
        // a search may not know it for minutes: then nobody can tell
        ...(words !== '' && {
          look: {
            async find({ fromMs, toMs }) {
              const since = where('created_at', '>', Math.floor(fromMs / 1000) - 1)
              const found = await search(allOf(where('source.author.id', '=', contact), since))
              return found
                .filter(({ source, created_at }) => wordsOf(source?.body) === words && (created_at ?? 0) * 1000 <= toMs)
                .map(({ id }): FirstMessage => ({ conversation_id: id }))
            },
            alike: {
              as: JSON.stringify(['conversation', contact, words]),
              madeOf: (answer: FirstMessage) => conversationId(answer?.conversation_id),
            },
          },
        }),
        checkWith: `Look at the conversations of contact ${contact} in Intercom.`,
      })
    },

    update: (id: string, changes: ConversationChanges) => {
      const { title, read: isRead, companyId, customAttributes } = changes
      return writes.once({
        step: 'update',
        about: { type: 'conversation', id },
        send: () =>
          intercom.request<Intercom.Conversation | undefined>({
            method: 'PUT',
            route: '/conversations/{conversation_id}',
            params: { conversation_id: id },
            body: {
              ...(title !== undefined && { title }),
              ...(isRead !== undefined && { read: isRead }),
              ...(companyId !== undefined && { company_id: companyId }),
              ...(customAttributes !== undefined && { custom_attributes: customAttributes }),
            },
          }),
        resultOf: (answer) => ({ conversationId: String(answered(answer, id).id) }),
        announcedAs: (answer) => ({
          topic: ownTopic('conversation.updated'),
          item: { ...answered(answer, id), conversation_parts: null, changed: Object.keys(changes).map((name) => shownAs[name] ?? name) },
        }),
        async take(answer, at) {
          const conversation = answered(answer, id)
          await keepAlong(conversation, at)
          return { conversation: heads.written(conversation, at) }
        },
        touches: touchedBy(deps, id),
        // an empty company is no company, or one that this version does not tell
        ...(companyId !== null && {
          look: { find: async () => [await read(id)].flatMap((one) => (one && isAs(one, changes) ? one : [])) },
        }),
        checkWith: lookAt(id),
      })
    },

    /** Takes the words of one part away, for good. */
    redact: (id: string, partId: string) =>
      writes.once({
        step: 'redact',
        about: { type: 'conversation', id },
        send: () =>
          intercom.request<Intercom.Conversation | undefined>({
            method: 'POST',
            route: '/conversations/redact',
            body: { type: 'conversation_part', conversation_id: id, conversation_part_id: partId },
          }),
        resultOf: (answer) => ({ conversationId: String(answered(answer, id).id), partId }),
        announcedAs: (answer) => ({
          topic: 'conversation_part.redacted',
          item: { ...answered(answer, id), conversation_parts: { conversation_parts: partsWithId(answer, partId) } },
        }),
        async take(answer, at) {
          const conversation = answered(answer, id)
          await keepAlong(conversation, at)
          const [part] = partsWithId(conversation, partId)
          return { conversation: heads.written(conversation, at), part: part ? partFromIntercom(part, id, 0) : null }
        },
        touches: touchedBy(deps, id),
        look: { find: async () => [await read(id)].flatMap((one) => (one && partsWithId(one, partId)[0]?.redacted ? one : [])) },
        checkWith: lookAt(id),
      }),

    /** For good. */
    delete: (id: string) =>
      writes.once(
        deletion({
          about: { type: 'conversation', id },
          send: () =>
            intercom.request<Deleted>({ method: 'DELETE', route: '/conversations/{conversation_id}', params: { conversation_id: id } }),
          announcedAs: () => ({ topic: 'conversation.deleted', item: { type: 'conversation', conversation_id: id } }),
          touches: touchedBy(deps, id),
          read,
        }),
      ),
  }
}

const shownAs: Readonly<Record<string, string>> = { companyId: 'company' }

const partsWithId = (conversation: Intercom.Conversation | undefined, partId: string) =>
  (conversation?.conversation_parts?.conversation_parts ?? []).filter((part) => part !== null && String(part.id) === partId)

/** Whether a conversation is as a change leaves it. */
function isAs(conversation: Intercom.Conversation, { title, read, companyId, customAttributes }: ConversationChanges): boolean {
  return (
    (title === undefined || (conversation.title ?? null) === (title || null)) &&
    (read === undefined || conversation.read === read) &&
    (companyId === undefined || noneIfZero(conversation.company?.id) === companyId) &&
    hasAttributes(conversation.custom_attributes ?? {}, customAttributes)
  )
}
