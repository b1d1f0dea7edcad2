import type { GraphQLSchema } from 'graphql'
import { speaks, versionedPlaces } from '../../api/capability.ts'
import type { Env } from '../../config/environment.ts'
import type { Config } from '../../config.ts'
import { isVersionRefused, judgeApiVersion } from './api-version.ts'
import { type Answer, type createAskIntercom, isAnswer, isGood, type Outcome } from './ask-intercom.ts'
import { intercomClock, judgeClock, type Shown } from './clock.ts'
import { fieldsOf } from './fields.ts'
import { type Finding, skipped } from './finding.ts'
import { readMe } from './me.ts'
import { judgePermission } from './permission-findings.ts'
import { permissions } from './permissions.ts'
import { askProbes } from './probe.ts'
import { judgeRateLimit } from './rate-limit.ts'
import { judgeToken } from './token.ts'
import { judgeRegion, judgeWorkspace } from './workspace.ts'

type Deps = {
  config: Pick<Config, 'intercom' | 'environment'>
  env: Env
  schema: GraphQLSchema
  /** Where it is asked, with nothing secret in it. */
  target: string
  intercom: ReturnType<typeof createAskIntercom>
  /** Told as soon as it is known which workspace the token belongs to; with nothing when that will not be known. */
  onWorkspace: (id: string | undefined) => void
}

/** Everything that is learned from Intercom: first who the token belongs to, and where that is known the rest, all at once. */
export async function examineIntercom({ config, env, schema, target, intercom, onWorkspace }: Deps): Promise<Finding[]> {
  const { ask } = intercom
  const outcome = await ask({ method: 'GET', path: '/me' })
  const isRefused = isVersionRefused(outcome)
  const who = isRefused ? await ask({ method: 'GET', path: '/me', version: null }) : outcome
  const me = isGood(who) ? readMe(who.body) : undefined
  onWorkspace(me?.workspaceId)

  const token = judgeToken(who, target)
  if (!me || token.status !== 'ok')
    return [token, skipped('intercom', 'nothing else was asked of Intercom: its answers would say the same')]

  const { version } = config.intercom
  const needing = versionedPlaces(schema)
  const missing = needing.filter(({ since }) => !speaks(version, since))
  const [inOwn, byPermission] = await Promise.all([
    isRefused ? who : ask({ method: 'GET', path: '/me', version: null }),
    isRefused
      ? [skipped('permissions', 'not asked: no call is answered in this version')]
      : examinePermissions({ config, schema, intercom }),
  ])
  return [
    token,
    judgeWorkspace(me, config.intercom),
    judgeRegion(me, config.intercom, env),
    judgeApiVersion({ configured: version, outcome, inOwn, missing }),
    judgeClock(intercomClock, timeOf(who)),
    judgeRateLimit(intercom.rateLimit(), config),
    ...byPermission,
  ]
}

async function examinePermissions({ config, schema, intercom }: Pick<Deps, 'config' | 'schema' | 'intercom'>): Promise<Finding[]> {
  const asked = permissions.map(({ name, probes }) => ({
    name,
    probes: probes.filter(({ since }) => !since || speaks(config.intercom.version, since)),
  }))
  const probed = await askProbes(
    asked.flatMap(({ probes }) => probes),
    intercom.ask,
  )
  return asked.map((permission) =>
    judgePermission(
      permission,
      probed.filter(({ probe }) => permission.probes.includes(probe)),
      (types) => fieldsOf(schema, types),
    ),
  )
}

/** A `Date` header has whole seconds. */
function timeOf(outcome: Outcome): Shown | undefined {
  if (!isAnswer(outcome)) return undefined
  const { headers, sentAtMs, receivedAtMs }: Answer = outcome
  const atMs = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(atMs) ? undefined : { atMs, coarseMs: 1_000, sentAtMs, receivedAtMs }
}
