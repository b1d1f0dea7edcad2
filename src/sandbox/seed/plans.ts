import { answered, by, finAnswers, handedOver, notes, putOff, round, says, tagged, wrappedUp } from './moments.ts'
import type { Scene } from './scene.ts'
import { day, hour, minute } from './seconds.ts'
import type { Step } from './steps.ts'

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
    const { random, agent, contact, topic, lines } = scene
    const rounds = Array.from({ length: random.int(2, 7) }, () => round(scene)).flat()
    const again = random.chance(0.5)
      ? [
          says(scene, random.around(2 * day), contact, lines.question()),
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

  /** The contact answered last, and it is the team's turn. */
  waiting(scene: Scene): Step[] {
    const { random, contact, lines } = scene
    const rounds = Array.from({ length: random.int(0, 3) }, () => round(scene)).flat()
    return [...handedOver(scene), ...answered(scene), ...rounds, says(scene, random.around(hour), contact, lines.question())]
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
    const { agent, random, lines, contact } = scene
    const more = random.chance(0.5) ? [says(scene, random.around(hour), contact, lines.question())] : []
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

export type Kind = Exclude<keyof typeof plans, 'endless'>
