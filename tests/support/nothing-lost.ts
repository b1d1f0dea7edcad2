import { setTimeout as delay } from 'node:timers/promises'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createIntercomSender } from './intercom-sender.ts'
import { startFollower } from './live-client.ts'
import { startMortalGateway } from './processes.ts'
import { type RedisServer, startRedis } from './redis.ts'
import { startLoad } from './steady-load.ts'
import { deskWorld } from './webhook-house.ts'
import { clientSecret } from './webhooks.ts'

type Story = {
  /** At least so many notifications; more, as long as somebody is still to be killed. */
  notifications: number
  perSecond: number
  gatewayKills: number
  redisKills: number
  /** @default 3 */
  gateways?: number
  say?: (line: string) => void
}

const conversations = 500
const deadMs = 300
/** Intercom's minute, shortened. Longer than a Redis or a gateway is away. */
const retryAfterMs = 2_000
const patienceMs = 120_000

/**
 * Gateways on one Redis that writes everything down, each with a subscriber that resumes; a sender that announces parts of conversations, 5 %
 * of them twice; and kills, spread over that time. What came of it: everything in these lists is a fault.
 */
export async function loseNothing({ notifications, perSecond, gatewayKills, redisKills, gateways = 3, say = () => {} }: Story) {
  await using redis = await startRedis({ isDurable: true })
  await using sandbox = await startSandbox({ world: deskWorld() })
  await using stack = new AsyncDisposableStack()
  const env = { REDIS_URL: redis.url, INTERCOM_CLIENT_SECRET: clientSecret }
  const houses = await Promise.all(Array.from({ length: gateways }, () => startMortalGateway(sandbox.url, env)))
  for (const house of houses) stack.use(house)
  const followers = houses.map(({ url }, at) => stack.use(startFollower({ way: at % 2 ? 'socket' : 'events', url })))
  await until(() => followers.every(({ caughtUp }) => caughtUp.length > 0))

  const sender = stack.use(createIntercomSender({ urls: houses.map(({ url }) => url), retryAfterMs }))
  const load = startLoad({
    perSecond,
    mostWaiting: conversations,
    ask: (number) => sender.announce(1 + (number % conversations), { isSentTwice: number % 20 === 0 }),
  })
  const kills = spread(gatewayKills, redisKills)
  for (const [at, victim] of kills.entries()) {
    await delay(Math.random() * 2 * Math.max(0, (notifications / perSecond / kills.length) * 1_000 - deadMs))
    if (victim === 'redis') await killRedis(redis)
    else await houses[Math.floor(Math.random() * gateways)]!.die(deadMs)
    say(
      `${at + 1} of ${kills.length} kills (${victim}): ${load.result.asked} announced, ${followers.map(({ parts }) => parts.length)} told`,
    )
  }
  await until(() => load.result.asked >= notifications)
  await load.stop()

  const acknowledged = sender.sent.filter(({ isAcknowledged }) => isAcknowledged).map(({ part }) => part)
  const missing = () => followers.map(({ parts }) => new Set(acknowledged).difference(new Set(parts)))
  await until(() => missing().every(({ size }) => size === 0)).catch(() => {})
  const known = new Set(acknowledged)
  const logged = await partsInLog(redis, sandbox.world.workspace.id_code)
  return {
    announced: sender.sent.length,
    acknowledged: acknowledged.length,
    givenUp: sender.sent.length - acknowledged.length,
    triedAgain: sender.sent.filter(({ tries }) => tries > 1).length,
    connections: followers.map(({ caughtUp }) => caughtUp.length),
    faults: {
      lost: missing().flatMap((parts) => [...parts]),
      toldTwice: followers.flatMap(({ parts }) => repeated(parts)),
      loggedTwice: repeated(logged),
      outOfOrder: followers.flatMap(({ parts }) => disorder(parts.filter((part) => known.has(part)))),
      gaps: followers.flatMap(({ gaps }) => gaps),
      failures: followers.flatMap(({ failures }) => failures.map(String)),
    },
  }
}

export const noFaults = { lost: [], toldTwice: [], loggedTwice: [], outOfOrder: [], gaps: [], failures: [] }

/** Whom to kill when: Redis at even distances among the gateways. */
const spread = (gatewayKills: number, redisKills: number) =>
  Array.from({ length: gatewayKills + redisKills }, (_, at) =>
    Math.floor(((at + 1) * redisKills) / (gatewayKills + redisKills)) > Math.floor((at * redisKills) / (gatewayKills + redisKills))
      ? 'redis'
      : 'gateway',
  )

async function killRedis(redis: RedisServer) {
  await redis.kill()
  await delay(deadMs)
  await redis.start()
}

async function partsInLog(redis: RedisServer, workspace: string): Promise<string[]> {
  const entries = (await redis.command('XRANGE', `{${workspace}}:changes:log`, '-', '+')) as [string, string[]][]
  return entries.map(([, fields]) => {
    const { about, facts } = JSON.parse(fields[fields.indexOf('change') + 1]!) as {
      about: { id: string }[]
      facts: { parts: { id: string }[] }
    }
    return `${about[0]?.id}:${facts.parts[0]?.id}`
  })
}

const repeated = (parts: readonly string[]) => parts.filter((part, at) => parts.indexOf(part) !== at)

/** Parts that came behind a later one of their conversation: their numbers grow. */
function disorder(parts: readonly string[]): string[] {
  const last = new Map<string, number>()
  return parts.filter((each) => {
    const [conversation = '', part] = each.split(':')
    const isLate = Number(part) < (last.get(conversation) ?? 0)
    last.set(conversation, Number(part))
    return isLate
  })
}

async function until(isSo: () => boolean) {
  const endsAtMs = Date.now() + patienceMs
  while (!isSo()) {
    if (Date.now() > endsAtMs) throw new Error(`It was not so within ${patienceMs} ms: ${isSo}`)
    await delay(50)
  }
}
