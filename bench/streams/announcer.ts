import { setTimeout as delay } from 'node:timers/promises'
import { deliver, notificationOf } from '../../tests/support/webhooks.ts'

/** A gateway that is too busy to write a notification down says so, and is sent it again: Intercom does so once, after a minute. */
const mostTries = 100
const tryAgainAfterMs = 50

/** Intercom's webhooks, signed, to one gateway: the parts of conversations, each with a number of its own, a few on their way at a time. */
export function createAnnouncer({ url, workspaceId, atOnce }: { url: string; workspaceId: string; atOnce: number }) {
  let parts = 0

  async function announce(conversation: string): Promise<number> {
    parts += 1
    const part = parts
    const written = { type: 'conversation_part', id: String(part), part_type: 'comment', author: { type: 'user', id: 'someone' } }
    const conversation_parts = { type: 'conversation_part.list', conversation_parts: [written], total_count: 1 }
    const item = { type: 'conversation', id: conversation, conversation_parts }
    const notification = notificationOf('conversation.user.replied', item, { app_id: workspaceId })
    for (let tries = 1; ; tries += 1) {
      const { status, told } = await deliver(url, notification)
      if (status === 200 && (told === 'accepted' || told === 'duplicate')) return part
      if (status !== 503 || tries === mostTries) throw new Error(`A webhook was answered ${status}: ${told}`)
      await delay(tryAgainAfterMs)
    }
  }

  return {
    /** A part of each of these, one after the other; resolves with their numbers when all are acknowledged. */
    async announceAll(conversations: readonly string[]): Promise<number[]> {
      const waiting = conversations.values()
      const announced: number[] = []
      const line = async () => {
        for (const conversation of waiting) announced.push(await announce(conversation))
      }
      await Promise.all(Array.from({ length: atOnce }, line))
      return announced
    },
  }
}
