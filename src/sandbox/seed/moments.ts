import type { AdminRecord, AuthorRecord } from '../records.ts'
import { attach } from './attachments.ts'
import { toHtml } from './messages.ts'
import type { Scene } from './scene.ts'
import { day, hour, minute } from './seconds.ts'
import type { Step } from './steps.ts'

export const by = ({ id, name, email }: AdminRecord): AuthorRecord => ({ type: 'admin', id, name, email })

export function says({ words }: Scene, after: number, author: AuthorRecord, text: string): Step {
  return { after, type: 'comment', author, body: toHtml(text, words) }
}

export function notes({ lines, agent, words }: Scene, after: number): Step {
  return { after, type: 'note', author: by(agent), body: toHtml(lines.note(), words) }
}

export function tagged({ agent, tagIds }: Scene, after: number): Step {
  return { after, type: 'conversation_tags_updated', author: by(agent), tagIds }
}

export function finAnswers({ random, topic, bot, words, articleUrl }: Scene): Step[] {
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

export function handedOver({ random, bot, team, agent, topic }: Scene): Step[] {
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

export function answered(scene: Scene): Step[] {
  const { random, agent, lines } = scene
  const before = random.chance(0.25) ? [notes(scene, random.around(10 * minute))] : []
  return [...before, says(scene, random.around(25 * minute), by(agent), lines.answer())]
}

export function round(scene: Scene): Step[] {
  const { random, contact, agent, second, lines } = scene
  const question = says(scene, random.around(40 * minute), contact, lines.question())
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

export function putOff(scene: Scene): Step[] {
  const { random, agent, bot } = scene
  if (random.chance(0.6)) return []
  return [
    { after: random.around(hour), type: 'snoozed', author: by(agent) },
    { after: random.int(1, 3) * day, type: 'timer_unsnooze', author: bot },
  ]
}

export function wrappedUp(scene: Scene): Step[] {
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
