import type { Actions } from '../actions/actions.ts'
import type { ConversationRecord } from '../records.ts'
import type { Random } from '../seed/random.ts'
import { isAdminComment } from '../seed/statistics.ts'
import { topics } from '../seed/topics/index.ts'
import { type LiveWorld, recordsOf } from '../store/world.ts'
import { rarerMoves } from './rarer-moves.ts'
import { say, topicOf } from './words.ts'

/** How far down the inbox the desk looks. */
const inSight = 60

/** Something that somebody at the desk, or before it, could do now. */
export type Move = {
  name: string
  /** How often it happens, beside the others that could. */
  weight: number
  make: () => void
}

/** The same, with one of these conversations. */
export type On = { name: string; weight: number; among: readonly ConversationRecord[]; make: (on: ConversationRecord) => void }

/** Everything that could happen next, each with how often it does. */
export function movesIn(world: LiveWorld, actions: Actions, random: Random): Move[] {
  const places = world.conversations.inOrder().slice(0, inSight)
  const recent = recordsOf(
    world.conversations,
    places.map(({ id }) => id),
  ).filter(({ contact_ids: [contact = ''] }) => world.contacts.has(contact))
  const open = recent.filter((one) => one.open)
  const isTaken = ({ admin_assignee_id: id }: ConversationRecord) => id !== null && world.admins.has(id)
  const taken = open.filter(isTaken)
  const isWaiting = ({ waiting_since }: ConversationRecord) => waiting_since !== null
  const answered = taken.filter((one) => !isWaiting(one) && one.parts.some(isAdminComment))

  const adminOf = ({ admin_assignee_id }: ConversationRecord) => admin_assignee_id ?? ''
  const contactOf = ({ contact_ids: [contact = ''] }: ConversationRecord) => contact
  const { conversations } = actions

  const first: Move = {
    name: 'a customer writes for the first time',
    weight: 15,
    make() {
      const contact = random.pick([...world.contacts.keys()])
      const topic = random.pick(topics)
      conversations.start({ contact, body: say(world, random, { kind: 'openings', topic, contact }), topic: topic.name })
    },
  }
  const others: On[] = [
    {
      ...{ name: 'a conversation is taken by a teammate', weight: 20, among: open.filter((one) => !isTaken(one)) },
      make(on) {
        const admin = random.pick(teamFor(world, topicOf(on, random).team))
        conversations.assign({ conversation: on.id, admin, type: 'admin', assignee: admin })
      },
    },
    {
      ...{ name: 'a teammate answers', weight: 30, among: taken.filter(isWaiting) },
      make(on) {
        const [admin, contact] = [adminOf(on), contactOf(on)]
        const body = say(world, random, { kind: 'answers', topic: topicOf(on, random), contact, admin })
        conversations.adminReplies({ conversation: on.id, admin, body })
      },
    },
    {
      ...{ name: 'a customer writes again', weight: 15, among: answered },
      make(on) {
        const contact = contactOf(on)
        const body = say(world, random, { kind: 'questions', topic: topicOf(on, random), contact, admin: adminOf(on) })
        conversations.contactReplies({ conversation: on.id, contact, body })
      },
    },
    {
      ...{ name: 'a teammate writes a note', weight: 5, among: taken },
      make(on) {
        const [admin, contact] = [adminOf(on), contactOf(on)]
        const body = say(world, random, { kind: 'notes', topic: topicOf(on, random), contact, admin })
        conversations.note({ conversation: on.id, admin, body })
      },
    },
    {
      ...{ name: 'a conversation is closed', weight: 15, among: answered },
      make: (on) => void conversations.close({ conversation: on.id, admin: adminOf(on) }),
    },
    ...rarerMoves({ world, conversations, random, recent, taken }),
  ]
  const possible = others.filter(({ among }) => among.length > 0)
  return [first, ...possible.map(({ name, weight, among, make }) => ({ name, weight, make: () => make(random.pick(among)) }))]
}

/** The ids of those who answer for a topic; of everybody where there is no such team. */
function teamFor(world: LiveWorld, name: string): string[] {
  const team = [...world.teams.values()].find((one) => one.name === name)
  const members = team?.admin_ids.filter((id) => world.admins.has(id)) ?? []
  return members.length > 0 ? members : [...world.admins.keys()]
}
