import { retitle, startDesk, titlesOf } from './webhook-house.ts'
import { deliver, notificationOf } from './webhooks.ts'

type Tries = { url: string; tries: number }

/**
 * Two gateways on one Redis. Over and over: what both have in memory changes in Intercom, one of them is told, and from its answer on the other
 * is asked. Answers which of the tries showed what was before; several of them fall into one second.
 */
export async function tellOneAskAnother({ url, tries }: Tries) {
  await using first = await startDesk({ env: { REDIS_URL: url } })
  await using second = await startDesk({ env: { REDIS_URL: url }, sandbox: first.sandbox })
  const older: string[] = []
  for (let attempt = 0; attempt < tries; attempt++) {
    const [told, asked] = attempt % 2 ? [first, second] : [second, first]
    const title = `title ${attempt}`
    retitle(first, title)
    const answer = await deliver(told.url, notificationOf('conversation.priority.updated', { type: 'conversation', id: '1' }))
    if (answer.told !== 'accepted') throw new Error(`The webhook of try ${attempt} was answered ${JSON.stringify(answer)}.`)
    const shown = await titlesOf(asked)
    if (shown.some((one) => one !== title)) older.push(`try ${attempt}: ${JSON.stringify(shown)}`)
    await titlesOf(told)
  }
  return { tries, older }
}
