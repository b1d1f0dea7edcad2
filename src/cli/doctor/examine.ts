import type { Env } from '../../config/environment.ts'
import { type Config, ConfigError, loadConfig } from '../../config.ts'
import { baseUrls } from '../../intercom/regions.ts'
import { startSandbox } from '../../sandbox/server.ts'
import { schema } from '../../schema.ts'
import { maskUrl } from '../secrets.ts'
import { createAskIntercom } from './ask-intercom.ts'
import { judgeCallers } from './callers.ts'
import { judgeDataDir, lookAtDataDir } from './data-dir.ts'
import { type Finding, failure, ok, skipped } from './finding.ts'
import { guarded } from './guarded.ts'
import { examineIntercom } from './intercom.ts'
import { judgeIssuer, lookAtIssuer } from './issuers.ts'
import { judgeNode } from './node.ts'
import { judgePort, lookAtPort } from './port.ts'
import { judgeRedis } from './redis.ts'
import { readRedis } from './redis-facts.ts'
import type { Report } from './report.ts'
import { judgeWebhookSecret } from './webhook-secret.ts'

type Options = {
  env: Env
  nodeVersion: string
  /** How long any one answer may take. */
  timeoutMs: number
  /** Told what is looked at, before it is. */
  onStart: (about: string) => void
}

/** Looks at everything, what is independent at the same time. Nothing that hangs keeps it longer than a few times `timeoutMs`. */
export async function examine({ env, nodeVersion, timeoutMs, onStart }: Options): Promise<Report> {
  const node = judgeNode(nodeVersion)
  const config = readConfig(env)
  if (Array.isArray(config)) {
    const about = 'checking the configuration, which cannot be used'
    onStart(about)
    return { about, intercomCalls: 0, findings: [...config, node, skipped('all else', 'is looked at once the configuration can be used')] }
  }

  await using parts = new AsyncDisposableStack()
  const sandbox =
    config.mode === 'sandbox' ? parts.use(await startSandbox({ ...config.sandbox, deskEveryMs: 0, token: 'sandbox' })) : undefined
  const baseUrl = sandbox?.url ?? config.intercom.baseUrl ?? baseUrls[config.intercom.region]
  const target = maskUrl(baseUrl).replace(/\/$/, '')
  const about = sandbox
    ? `checking the configuration for ${config.environment}; INTERCOM_ACCESS_TOKEN is not set, so an embedded sandbox Intercom at ${target} is asked`
    : `checking the configuration for ${config.environment} against ${target}`
  onStart(about)

  const { accessToken = 'sandbox', version, workspaceId } = config.intercom
  const intercom = createAskIntercom({ baseUrl, token: accessToken, version, timeoutMs })
  const workspace = Promise.withResolvers<string | undefined>()
  const reading = (url: string | undefined) =>
    url && readRedis({ url, timeoutMs, workspaceId: workspaceId ? Promise.resolve(workspaceId) : workspace.promise })

  const askIntercom = async () => {
    try {
      return await examineIntercom({ config, env, schema, target, intercom, onWorkspace: workspace.resolve })
    } finally {
      workspace.resolve(undefined) // where it was not told
    }
  }

  const groups = await Promise.all([
    guarded('keys of issuers', 3 * timeoutMs, () =>
      Promise.all(config.api.jwt.map(async (issuer) => judgeIssuer(issuer, await lookAtIssuer(issuer, timeoutMs)))),
    ),
    guarded('port', 3 * timeoutMs, async () => [judgePort(config.api, await lookAtPort(config.api, timeoutMs))]),
    guarded('data dir', 3 * timeoutMs, async () => [judgeDataDir(config.dataDir, await lookAtDataDir(config.dataDir))]),
    guarded('redis', 6 * timeoutMs, async () => {
      const [log, values] = await Promise.all([reading(config.redis.url), reading(config.redis.cacheUrl)])
      return judgeRedis({ config, log: log || undefined, values: values || undefined })
    }),
    guarded('intercom', 5 * timeoutMs, askIntercom),
  ])
  const findings = [ok('configuration', `config/${config.environment}.json and the environment, ${config.mode} mode`), node]
  return {
    about,
    intercomCalls: intercom.calls(),
    findings: [...findings, judgeCallers(config), judgeWebhookSecret(config), ...groups.flat()],
  }
}

/** The configuration, or what is wrong with it, each by itself. */
function readConfig(env: Env): Config | Finding[] {
  try {
    return loadConfig({ env })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map((problem) =>
      failure('configuration', {
        found: problem,
        why: 'the gateway does not start',
        fix: 'set it to what is expected; the README lists the variables, src/config/sections.ts the keys of the files',
      }),
    )
  }
}
