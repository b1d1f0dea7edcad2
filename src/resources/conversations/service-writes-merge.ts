import type * as Intercom from '../../intercom/conversation-types.ts'
import { asWireNumber } from '../../intercom/ids.ts'
import { linkedIdsFrom } from '../../intercom/values.ts'
import { ownTopic } from '../../webhooks/topics.ts'
import { answered, lookAt, touchedBy, type WriteDeps } from './service-writes.ts'

/** From version 2.16 on. */
export function createMergeWrite(deps: WriteDeps) {
  const { intercom, writes, heads, read, keepAlong } = deps

  return {
    /** One conversation goes into another: it is closed and linked to that, which Intercom answers. */
    merge: ({ from, into }: { from: string; into: string }) =>
      writes.once({
        step: 'merge',
        about: { type: 'conversation', id: into },
        send: () =>
          intercom.request<Intercom.Conversation | undefined>({
            method: 'POST',
            route: '/conversations/{id}/merge',
            params: { id: from },
            body: { merge_into_conversation_id: asWireNumber(into) },
          }),
        resultOf: (answer) => ({ conversationId: String(answered(answer, into).id) }),
        announcedAs: (answer) => ({
          topic: ownTopic('conversation.merged'),
          item: { ...answered(answer, into), conversation_parts: null, merged_from: { id: from } },
        }),
        async take(answer, at) {
          const conversation = answered(answer, into)
          await keepAlong(conversation, at)
          return { conversation: heads.written(conversation, at) }
        },
        touches: [...touchedBy(deps, into), heads.keyOf(from)],
        look: {
          async find() {
            const merged = await read(from)
            const isSo = merged?.state === 'closed' && linkedIdsFrom(merged.linked_objects, 'conversation').includes(into)
            return isSo ? [await read(into)].flatMap((one) => one ?? []) : []
          },
        },
        checkWith: `${lookAt(from)} It is closed and linked to conversation ${into} when it was merged.`,
      }),
  }
}
