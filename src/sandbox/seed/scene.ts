import type { AdminRecord, AuthorRecord, CompanyRecord, ContactRecord, TagRecord, TeamRecord } from '../records.ts'
import type { Words } from './messages.ts'
import type { Random } from './random.ts'
import { topics } from './topics/index.ts'
import { topicsByLanguage } from './topics/other-languages.ts'
import { smallTalk } from './topics/small-talk.ts'
import { spam } from './topics/spam.ts'
import type { Topic } from './topics/topic.ts'

/** Everybody and everything that a conversation can be made of. */
export type Cast = {
  /** The people who write; the times of their last messages are brought up to date. */
  contacts: readonly ContactRecord[]
  companies: ReadonlyMap<string, CompanyRecord>
  admins: readonly AdminRecord[]
  teams: readonly TeamRecord[]
  tags: readonly TagRecord[]
  bot: AuthorRecord
  /** Where the help center has the article that Fin quotes. */
  articleUrl: (title: string) => string
}

/** Who takes part and what it is about. `second` is a teammate who takes over. */
export type Scene = Pick<Cast, 'bot' | 'articleUrl'> & {
  random: Random
  topic: Topic
  words: Words
  /** The next thing that the contact, or a teammate, says or notes about the topic. */
  lines: { question: () => string; answer: () => string; note: () => string }
  contact: AuthorRecord
  agent: AdminRecord
  second: AdminRecord
  team: TeamRecord
  tagIds: string[]
}

/** Sets the scene for the conversation of that number, which `contact` takes part in. A long one is about many things. */
export function createScene({
  i,
  contact,
  random,
  isLong,
  cast,
}: {
  i: number
  contact: ContactRecord
  random: Random
  isLong: boolean
  cast: Cast
}): Scene {
  const { companies, admins, teams, tags, bot, articleUrl } = cast
  const topic = topicFor(i, contact, isLong, random)
  const team = teams.find(({ name }) => name === topic.team) ?? (teams[0] as TeamRecord)
  const agent = random.pick(admins.filter(({ id }) => team.admin_ids.includes(id)))
  const second = random.pick(admins.filter(({ id, has_inbox_seat }) => id !== agent.id && has_inbox_seat))
  const tagIds = tags.filter(({ name }) => topic.tags.includes(name)).map(({ id }) => id)
  const words = {
    first: contact.name?.split(' ')[0] ?? 'there',
    agent: agent.name.split(' ')[0] ?? agent.name,
    company: companies.get(contact.company_ids[0] ?? '')?.name ?? 'your company',
    number: String(random.int(20_240, 20_999)),
    id: `LK-${random.int(100_000, 999_999)}`,
  }
  return {
    random,
    topic,
    words,
    lines: linesOf(topic, isLong, random),
    contact: { type: contact.role, id: contact.id, name: contact.name, email: contact.email ?? '' },
    agent,
    second,
    team,
    bot,
    tagIds: random.some(tagIds, random.int(1, 2)),
    articleUrl,
  }
}

function topicFor(i: number, contact: ContactRecord, isLong: boolean, random: Random): Topic {
  if (isLong) return random.pick(topics)
  if (i % 33 === 12) return spam
  const spoken = topicsByLanguage[contact.browser_language ?? 'en']
  return spoken && random.chance(0.75) ? spoken : random.pick(topics)
}

function linesOf(topic: Topic, isLong: boolean, random: Random): Scene['lines'] {
  const isEnglish = topics.includes(topic)
  const pile = (kind: 'questions' | 'answers' | 'notes') =>
    random.deck<string>(topic[kind], isEnglish ? smallTalk[kind] : [], isLong ? topics.flatMap((other) => other[kind]) : [])
  return { question: pile('questions'), answer: pile('answers'), note: pile('notes') }
}
