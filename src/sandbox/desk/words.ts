import type { ConversationRecord } from '../records.ts'
import { toHtml, type Words } from '../seed/messages.ts'
import type { Random } from '../seed/random.ts'
import { topics } from '../seed/topics/index.ts'
import { smallTalk } from '../seed/topics/small-talk.ts'
import type { Topic } from '../seed/topics/topic.ts'
import type { LiveWorld } from '../store/world.ts'

/** What a conversation is about; anything, when its topic is none that is talked about in English. */
export const topicOf = ({ custom_attributes }: ConversationRecord, random: Random): Topic =>
  topics.find(({ name }) => name === custom_attributes.Topic) ?? random.pick(topics)

type Saying = { kind: 'openings' | 'questions' | 'answers' | 'notes'; topic: Topic; contact: string; admin?: string }

/** One message of the desk, in HTML, with the names of whom it is between. */
export function say(world: LiveWorld, random: Random, { kind, topic, contact, admin }: Saying): string {
  const person = world.contacts.get(contact)
  const agent = admin === undefined ? undefined : world.admins.get(admin)
  const company = world.companies.get(person?.company_ids[0] ?? '')
  const words: Words = {
    first: firstOf(person?.name) ?? 'there',
    agent: firstOf(agent?.name) ?? 'team',
    company: company?.name ?? 'your company',
    number: String(random.int(20_240, 20_999)),
    id: `LK-${random.int(100_000, 999_999)}`,
  }
  const pile: readonly string[] = kind === 'openings' ? topic.openings : [...topic[kind], ...smallTalk[kind]]
  return toHtml(random.pick(pile), words)
}

const firstOf = (name: string | null | undefined) => name?.split(' ')[0]
