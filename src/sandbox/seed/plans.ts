import type { AdminRecord, AuthorRecord, TeamRecord } from '../records.ts'
import { attach } from './attachments.ts'
import { toHtml, type Words } from './messages.ts'
import type { Random } from './random.ts'
import { day, hour, minute } from './seconds.ts'
import type { Step } from './steps.ts'
import type { Topic } from './topics/topic.ts'

/** Who takes part and what it is about. `second` is a teammate who is asked in, or takes over. */
export type Scene = {
  random: Random
  topic: Topic
  words: Words
  contact: AuthorRecord
  agent: AdminRecord
  second: AdminRecord
  team: TeamRecord
  bot: AuthorRecord
  tagIds: string[]
  /** Where the help center has the article that Fin quotes. */
  articleUrl: (title: string) => string
}

/** How a conversation goes, as steps. */
export const plans = {
  /** Fin knows the answer, the contact is content or just leaves. */
  finResolves(scene: Scene): Step[] {
    const { bot, contact, random } = scene
    const thanks = random.chance(0.5) ? [says(scene, random.around(2 * minute), contact, 'That answered my question, thank you!')] : []
    return [...finAnswers(scene), ...thanks, { after: random.int(3, 24) * minute, type: 'close', author: bot, app: 'operator' }]
  },

  /** A question, an answer, thanks. */
  quick(scene: Scene): Step[] {
    return [...handedOver(scene), ...answered(scene), ...wrappedUp(scene)]
  },

  /** Several rounds; a teammate is asked, it is put off, and it comes back after it was closed. */
  long(scene: Scene): Step[] {
    const { random, agent, contact, topic } = scene
    const rounds = Array.from({ length: random.int(2, 7) }, () => round(scene)).flat()
    const again = random.chance(0.5)
      ? [
          says(scene, random.around(2 * day), contact, random.pick(topic.questions)),
          ...answered(scene),
          { after: random.around(hour), type: 'close', author: by(agent) },
        ]
      : []
    return [
      ...(topic.fin && random.chance(0.6) ? finAnswers(scene) : []),
      ...handedOver(scene),
      ...round(scene),
      ...putOff(scene),
      ...rounds,
      ...wrappedUp(scene),
      ...again,
    ]
  },

  /** A long thread between a customer and several teammates: 2 to 4 parts a round. */
  endless(scene: Scene, parts: number): Step[] {
    const steps = handedOver(scene)
    while (steps.length < parts) steps.push(...round(scene))
    return steps.slice(0, parts)
  },

  /** Put off until later, and still asleep. */
  asleep(scene: Scene): Step[] {
    const { random, agent } = scene
    return [...handedOver(scene), ...answered(scene), { after: random.around(20 * minute), type: 'snoozed', author: by(agent) }]
  },

  /** Nobody has looked at it yet; some write a second time. */
  untouched(scene: Scene): Step[] {
    const { random, contact, bot } = scene
    const expectation = {
      after: 4,
      type: 'channel_and_reply_time_expectation',
      author: bot,
      body: '<p>The team will reply as soon as they can.</p>',
    }
    return [expectation, ...(random.chance(0.4) ? [says(scene, random.around(hour), contact, 'Hello? Is anybody there?')] : [])]
  },

  /** Looked at, recognised, closed. */
  dismissed(scene: Scene): Step[] {
    const { agent, random, topic, contact } = scene
    const more = random.chance(0.5) ? [says(scene, random.around(hour), contact, random.pick(topic.questions))] : []
    return [...more, notes(scene, random.around(hour)), tagged(scene, minute), { after: 5, type: 'close', author: by(agent) }]
  },

  /** An admin wrote first, and the contact answered. */
  outbound(scene: Scene): Step[] {
    const { random, contact } = scene
    return [
      says(
        scene,
        random.around(5 * hour),
        contact,
        random.pick(['Yes please, next week suits us!', 'Thanks for reaching out. Can you send me the details?']),
      ),
      ...answered(scene),
      ...wrappedUp(scene),
    ]
  },
}

export const by = ({ id, name, email }: AdminRecord): AuthorRecord => ({ type: 'admin', id, name, email })

function says({ words }: Scene, after: number, author: AuthorRecord, text: string): Step {
  return { after, type: 'comment', author, body: toHtml(text, words) }
}

function notes({ random, topic, agent, words }: Scene, after: number): Step {
  return { after, type: 'note', author: by(agent), body: toHtml(random.pick(topic.notes), words) }
}

function tagged({ agent, tagIds }: Scene, after: number): Step {
  return { after, type: 'conversation_tags_updated', author: by(agent), tagIds }
}

function finAnswers({ random, topic, bot, words, articleUrl }: Scene): Step[] {
  if (!topic.fin) return []
  const { answer, article } = topic.fin
  const source = `<p>Source: <a href="${articleUrl(article)}">${article}</a></p>`
  return [
    {
      after: random.int(4, 20),
      type: 'comment',
      author: { ...bot, from_ai_agent: true, is_ai_answer: true },
      body: `${toHtml(answer, words)}\n${source}`,
    },
  ]
}

function handedOver({ random, bot, team, agent, topic }: Scene): Step[] {
  const workflow = { name: 'Route by topic' }
  const attribute = {
    after: 2,
    type: 'conversation_attribute_updated_by_workflow',
    author: bot,
    details: { workflow, attribute: { name: 'Topic' }, value: { name: topic.name } },
  }
  return [
    ...(random.chance(0.4) ? [attribute] : []),
    { after: random.int(5, 40), type: 'assignment', author: bot, assignTo: { type: 'team', id: team.id } },
    {
      after: random.around(15 * minute),
      type: 'assignment',
      author: random.chance(0.7) ? bot : by(agent),
      assignTo: { type: 'admin', id: agent.id },
    },
  ]
}

function answered(scene: Scene): Step[] {
  const { random, agent, topic } = scene
  const before = random.chance(0.25) ? [notes(scene, random.around(10 * minute))] : []
  return [...before, says(scene, random.around(25 * minute), by(agent), random.pick(topic.answers))]
}

function round(scene: Scene): Step[] {
  const { random, contact, agent, second, topic } = scene
  const question = says(scene, random.around(40 * minute), contact, random.pick(topic.questions))
  if (random.chance(0.15)) question.attachments = [attach(random)]
  if (random.chance(0.02)) question.redacted = true
  const taken = random.chance(0.12)
  const asked: Step[] = taken
    ? [notes(scene, 5 * minute), { after: 30, type: 'assignment', author: by(agent), assignTo: { type: 'admin', id: second.id } }]
    : []
  const action = { name: 'Look up subscription' }
  const looked = random.chance(0.06)
    ? [{ after: 3, type: 'custom_action_finished', author: by(agent), details: { action: { ...action, result: 'success' } } }]
    : []
  return [question, ...looked, ...asked, ...answered(taken ? { ...scene, agent: second } : scene)]
}

function putOff(scene: Scene): Step[] {
  const { random, agent, bot } = scene
  if (random.chance(0.6)) return []
  return [
    { after: random.around(hour), type: 'snoozed', author: by(agent) },
    { after: random.int(1, 3) * day, type: 'timer_unsnooze', author: bot },
  ]
}

function wrappedUp(scene: Scene): Step[] {
  const { random, contact, agent, tagIds } = scene
  const thanks = random.chance(0.6)
    ? [
        says(
          scene,
          random.around(30 * minute),
          contact,
          random.pick(['Thanks!', 'Great, that was it. Thank you {agent} 🙌', '👍', 'Merci, perfect.']),
        ),
      ]
    : []
  const tag = tagIds.length > 0 && random.chance(0.7) ? [tagged(scene, minute)] : []
  return [...thanks, ...tag, { after: random.around(20 * minute), type: 'close', author: by(agent) }]
}
