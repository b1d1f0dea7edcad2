import type { Config } from '../../src/config.ts'
import { retitle, startDesk, titlesOf } from './webhook-house.ts'
import { deliver, notificationOf } from './webhooks.ts'

/** The promise holds while Redis answers in time, and test machines are slow. */
const patient = (config: Config): Config => ({
  ...config,
  cache: { ...config.cache, redisTimeoutMs: 10_000 },
  webhooks: { ...config.webhooks, appendTimeoutMs: 10_000 },
})

/**
 * Two gateways on one Redis. Over and over: what both have in memory changes in Intercom, one of them is told, and from its answer on the other
 * is asked. Answers which of the tries showed what was before; several of them fall into one second.
 */
export async function tellOneAskAnother({ url, tries }: { url: string; tries: number }) {
  const options = { env: { REDIS_URL: url }, configure: patient }
  await using first = await startDesk(options)
  await using second = await startDesk({ ...options, sandbox: first.sandbox })
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
