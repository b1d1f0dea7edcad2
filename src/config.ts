import { readFileSync } from 'node:fs'
import { checkCallers } from './config/callers.ts'
import { allOf, anyOf } from './config/checks.ts'
import { type Env, type Environment, readEnvironment } from './config/environment.ts'
import { problemsOf } from './config/problems.ts'
import { Sections } from './config/sections.ts'
import { readSyncs } from './config/sync-files.ts'
import type { SyncConfig } from './config/syncs.ts'
import { readTrustedDocuments } from './config/trusted-documents.ts'

/** Everything the gateway can be told, checked and frozen. Sections are named like the folders they feed. */
export type Config = {
  /** Which file of `config/` was read. */
  environment: 'development' | 'staging' | 'production'
  /** `sandbox`: against the embedded sandbox Intercom, in memory. `live`: against Intercom, or what `INTERCOM_BASE_URL` names. */
  mode: 'sandbox' | 'live'
  intercom: IntercomConfig
  cache: CacheConfig
  changes: ChangesConfig
  writes: WritesConfig
  jobs: JobsConfig
  webhooks: WebhooksConfig
  reconcile: ReconcileConfig
  api: ApiConfig
  sync: SyncsConfig
  monitoring: MonitoringConfig
  sandbox: SandboxConfig
  redis: RedisConfig
  /** A folder for state that has to outlive the process where there is no Redis; undefined keeps none. */
  dataDir: Environment['dataDir']
}

/** `accessToken` is undefined in sandbox mode; `baseUrl` wins over `region`; `workspaceId` spares the `GET /me` that asks for it. */
export type IntercomConfig = Sections['intercom'] & Pick<Environment, 'accessToken' | 'region' | 'baseUrl' | 'version' | 'workspaceId'>
export type CacheConfig = Sections['cache']
export type ChangesConfig = Sections['changes']
export type WritesConfig = Sections['writes']
export type JobsConfig = Sections['jobs']
/** `clientSecrets`: what webhooks may be signed with; two while rotating, none when webhooks are refused. */
export type WebhooksConfig = Sections['webhooks'] & Pick<Environment, 'clientSecrets'>
export type ReconcileConfig = Sections['reconcile']
/** `keys`: who may call, beside those with a token of an issuer in `jwt`. With none of both everybody is let in, which only development allows. */
export type ApiConfig = Sections['api'] & {
  host: string
  port: number
  keys: Environment['apiKeys']
  trustedDocuments: Sections['api']['trustedDocuments'] & { documents: ReadonlyMap<string, string> }
}
/** `definitions`: what the files say that the section names, each with its name and its secrets. */
export type SyncsConfig = Omit<Sections['sync'], 'definitions'> & { definitions: readonly SyncConfig[] }
export type MonitoringConfig = Sections['monitoring']
export type SandboxConfig = Sections['sandbox']
/** `url`: where the log and the generations live, without eviction; undefined keeps all in memory. `cacheUrl`: where values live, when that is another server. */
export type RedisConfig = { url: string | undefined; cacheUrl: string | undefined }

/** The configuration cannot be used. The message has one line for every problem there is. */
export class ConfigError extends Error {
  override name = 'ConfigError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.map((problem) => `config: ${problem}`).join('\n'))
    this.problems = problems
  }
}

/** Reads a file of the `config` folder that lies beside `src/` and, in the image, beside `dist/`. */
const readConfigFile = (name: string) => readFileSync(new URL(`../config/${name}`, import.meta.url), 'utf8')

/**
 * The file of `config/` that `NODE_ENV` chooses, and the environment over it.
 * Throws a `ConfigError` that names every problem at once.
 */
export function loadConfig({ env, readFile = readConfigFile }: { env: Env; readFile?: (name: string) => string }): Config {
  const problems: string[] = []
  const problem = (sentence: string) => void problems.push(sentence)

  const environment = chooseEnvironment(env.NODE_ENV, problem)
  const sections = readSections(`${environment}.json`, readFile, problem)
  const from = readEnvironment(env, problem)

  if (from.baseUrl && !isSet(env.INTERCOM_ACCESS_TOKEN)) {
    problem('INTERCOM_BASE_URL is set and INTERCOM_ACCESS_TOKEN is not; expected both, or neither to use the sandbox')
  }
  if (from.redisCacheUrl && !isSet(env.REDIS_URL)) {
    problem('REDIS_CACHE_URL is set and REDIS_URL is not; expected both, since the log of changes lives at REDIS_URL')
  }
  if (environment !== 'development') {
    const callers = sections?.api.jwt.length ? [] : ['GATEWAY_API_KEYS']
    const missing = ['INTERCOM_ACCESS_TOKEN', 'INTERCOM_CLIENT_SECRET', ...callers].filter((name) => !isSet(env[name]))
    const instead = missing.includes('GATEWAY_API_KEYS') ? '; in place of GATEWAY_API_KEYS, an issuer of tokens in api.jwt will do' : ''
    if (missing.length > 0) problem(`NODE_ENV is "${environment}", which needs ${allOf(missing)} to be set${instead}`)
  }
  const documents = sections ? readTrustedDocuments(sections.api.trustedDocuments, { readFile, problem }) : new Map<string, string>()
  const definitions = sections ? readSyncs(sections.sync, { env, readFile, problem }) : []
  if (sections) checkCallers({ ...sections.api, keys: from.apiKeys }, problem)
  if (!sections || problems.length > 0) throw new ConfigError(problems)

  const { accessToken, baseUrl, region, version, workspaceId } = from
  return freeze({
    environment,
    mode: accessToken ? 'live' : 'sandbox',
    intercom: { ...sections.intercom, accessToken, baseUrl, region, version, workspaceId },
    cache: sections.cache,
    changes: sections.changes,
    writes: sections.writes,
    jobs: sections.jobs,
    webhooks: { ...sections.webhooks, clientSecrets: from.clientSecrets },
    reconcile: sections.reconcile,
    api: {
      ...sections.api,
      host: from.host,
      port: from.port,
      keys: from.apiKeys,
      trustedDocuments: { ...sections.api.trustedDocuments, documents },
    },
    sync: { ...sections.sync, definitions },
    monitoring: { ...sections.monitoring, logLevel: from.logLevel ?? sections.monitoring.logLevel },
    sandbox: sections.sandbox,
    redis: { url: from.redisUrl, cacheUrl: from.redisCacheUrl },
    dataDir: from.dataDir,
  })
}

/** Says something: not empty, and not only the commas of a list. */
const isSet = (value: string | undefined) => /[^\s,]/.test(value ?? '')

function chooseEnvironment(nodeEnv: string | undefined, problem: (sentence: string) => void): Config['environment'] {
  if (!isSet(nodeEnv) || nodeEnv === 'test' || nodeEnv === 'development') return 'development'
  if (nodeEnv === 'staging' || nodeEnv === 'production') return nodeEnv
  problem(`NODE_ENV is ${JSON.stringify(nodeEnv)}; expected ${anyOf(['development', 'test', 'staging', 'production'])}`)
  return 'development'
}

function readSections(name: string, readFile: (name: string) => string, problem: (sentence: string) => void) {
  let input: unknown
  try {
    input = JSON.parse(readFile(name))
  } catch (cause) {
    problem(`config/${name} cannot be read: ${cause instanceof Error ? cause.message : cause}`)
    return undefined
  }
  const read = Sections.safeParse(input)
  if (read.success) return read.data
  for (const sentence of problemsOf(read.error, Sections, input)) problem(sentence)
  return undefined
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
  return value
}
