import type { Actions } from '../actions/actions.ts'
import type { ConversationRecord } from '../records.ts'
import type { Random } from '../seed/random.ts'
import { isAdminComment, isContactComment } from '../seed/statistics.ts'
import type { LiveWorld } from '../store/world.ts'
import type { On } from './moves.ts'

type Desk = {
  world: LiveWorld
  conversations: Actions['conversations']
  random: Random
  /** The conversations in sight whose customer is still there, and those of them that a teammate has. */
  recent: readonly ConversationRecord[]
  taken: readonly ConversationRecord[]
}

const remarks = ['Thank you!', 'It took a while.', null]

/** What happens at a desk now and then, so that there is something of every kind of event. */
export function rarerMoves({ world, conversations, random, recent, taken }: Desk): On[] {
  const anyAdmin = () => random.pick([...world.admins.keys()])
  const closed = recent.filter(({ state }) => state === 'closed')
  const others = [...world.contacts.keys()]
  const byOne = ({ id, admin_assignee_id }: ConversationRecord) => ({ conversation: id, admin: admin_assignee_id ?? anyAdmin() })
  const wordsOf = ({ parts }: ConversationRecord) => parts.filter((part) => isContactComment(part) && part.body && !part.redacted)

  return [
    {
      ...{ name: 'a teammate reads', weight: 5, among: recent.filter(({ open, read }) => open && !read) },
      make: ({ id }) => void conversations.update({ conversation: id, read: true }),
    },
    {
      ...{ name: 'a conversation becomes more urgent, or less', weight: 4, among: taken },
      make: ({ id, priority }) => void conversations.prioritise({ conversation: id, priority: priority === 'none' ? 'high' : 'none' }),
    },
    {
      name: 'a customer rates',
      weight: 5,
      among: closed.filter(({ rating, parts }) => rating === null && parts.some(isAdminComment)),
      make: ({ id }) => void conversations.rate({ conversation: id, rating: random.int(1, 5), remark: random.pick(remarks) }),
    },
    {
      ...{ name: 'a conversation is tagged', weight: 4, among: world.tags.size > 0 ? taken : [] },
      make: (on) => void conversations.tag({ ...byOne(on), tag: random.pick([...world.tags.keys()]) }),
    },
    {
      ...{ name: 'a conversation is put off', weight: 3, among: taken },
      make: (on) => void conversations.snooze({ ...byOne(on), until: Math.floor(world.now() / 1000) + 86_400 }),
    },
    {
      ...{ name: 'a conversation is taken up again', weight: 3, among: recent.filter(({ state }) => state === 'snoozed') },
      make: (on) => void conversations.unsnooze(byOne(on)),
    },
    {
      ...{ name: 'a closed conversation is opened again', weight: 2, among: closed },
      make: (on) => void conversations.open(byOne(on)),
    },
    {
      ...{ name: 'somebody more takes part', weight: 2, among: taken.filter(({ contact_ids }) => contact_ids.length === 1) },
      make: (on) => void conversations.attach({ ...byOne(on), contact: random.pick(others) }),
    },
    {
      ...{ name: 'somebody takes part no more', weight: 1, among: taken.filter(({ contact_ids }) => contact_ids.length > 1) },
      make: (on) => void conversations.detach({ ...byOne(on), contact: on.contact_ids.at(-1) ?? '' }),
    },
    {
      ...{ name: 'words are taken away', weight: 1, among: recent.filter((on) => wordsOf(on).length > 0) },
      make: (on) => void conversations.redact({ conversation: on.id, part: random.pick(wordsOf(on)).id }),
    },
    {
      ...{ name: 'a conversation is deleted', weight: 1, among: closed },
      make: ({ id }) => void conversations.delete({ conversation: id }),
    },
  ]
}
