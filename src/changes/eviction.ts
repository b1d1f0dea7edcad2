import type { Say } from './log.ts'
import type { RedisLink } from './redis.ts'

/** The server of the log: its variable, and whether values live there as well. */
type Use = { variable: string; isShared: boolean }

export type Eviction = {
  found: string
  why: string
  /** What to type. */
  fix: string
  /** There is no limit that it could reach yet. */
  isLatent: boolean
}

/** What is lost by eviction on the server of the log. */
export const evictionLoses =
  'what is thrown away may be the log of changes or a generation: every copy is then void and read anew, or, with values on another server, an older one passes for current'

export const setPolicy = (variable: string, to: string) =>
  `redis-cli -u "$${variable}" CONFIG SET maxmemory-policy ${to}, and the same in its redis.conf`

/** What is wrong with a server of the log by its `INFO`; undefined when it evicts nothing, or does not say. */
export function evictionOf(info: Readonly<Record<string, string>>, { variable, isShared }: Use): Eviction | undefined {
  const policy = info.maxmemory_policy
  if (policy === undefined || policy === 'noeviction') return undefined
  const isLatent = Number(info.maxmemory ?? 0) === 0
  const apart = isShared
    ? '; where values should go instead of new ones being refused, give them a server of their own: REDIS_CACHE_URL'
    : ''
  return {
    found: isLatent ? `maxmemory-policy is ${policy}, and there is no maxmemory yet` : `maxmemory-policy is ${policy}`,
    why: isLatent ? `once there is one, ${evictionLoses}` : evictionLoses,
    fix: `${setPolicy(variable, 'noeviction')}${apart}`,
    isLatent,
  }
}

/** The fields of an `INFO`. */
export const fieldsOf = (info: string): Record<string, string> =>
  Object.fromEntries([...info.matchAll(/^([a-z][\w]*):(.*?)\r?$/gim)].map(([, name = '', value = '']) => [name, value]))

/** Asks the server of the log on every connect, and whenever it is looked at, whether it may evict; says so when that begins and when it is over. */
export function watchEviction({ redis, say, ...use }: Use & { redis: RedisLink; say: Say }) {
  let isSaid = false

  async function look(): Promise<Eviction | undefined> {
    // a server that does not tell us is not to be complained of
    const info = await redis.ask((client) => client.info('memory')).catch(() => undefined)
    if (info === undefined) return undefined
    const eviction = evictionOf(fieldsOf(info), use)
    const isWrong = eviction !== undefined && !eviction.isLatent
    if (isWrong && !isSaid) say.warn({ ...eviction }, `${use.variable} may evict the log of changes`)
    if (!isWrong && isSaid) say.info({}, `${use.variable} does not evict any more`)
    isSaid = isWrong
    return isWrong ? eviction : undefined
  }

  redis.client.on('ready', () => void redis.ready(ANSWERS_WITHIN_MS).then(look))
  return { look }
}

/** After connecting the first answer may take a while. */
const ANSWERS_WITHIN_MS = 5_000
