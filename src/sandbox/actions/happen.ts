import type { ConversationRecord } from '../records.ts'
import { type ActionDeps, secondsOf } from './deps.ts'
import { find } from './find.ts'
import { makePart, type NewPart, withPart } from './thread.ts'
import type { TicketActions } from './tickets.ts'

/**
 * Adds a part to a conversation, changes what follows from it and what `fields` say, and tells it under every topic that Intercom has for it.
 * Some things that happen have no topic.
 */
export function createHappen({ world, items, announce, ids }: ActionDeps, tickets: TicketActions) {
  return (id: string, what: NewPart, topics: readonly string[], fields: Partial<ConversationRecord> = {}) => {
    const before = { ...find(world, 'conversations', id), ...fields }
    const part = makePart(what, ids.part(), secondsOf(world), before.state)
    const after = withPart(before, part)
    world.conversations.put(after)
    for (const topic of topics) announce(topic, items.conversation(after, [part]), `conversation ${id}`)
    tickets.follow(id, part)
    return { conversation: id, part: part.id }
  }
}

export type Happen = ReturnType<typeof createHappen>
