import type { Environment } from '../config/environment.ts'
import { masked, maskUrl } from './secrets.ts'

type Variable<Value> = {
  name: string
  /** Where its value stands in the configuration. */
  path: string
  /** What of the value may be shown. @default all of it */
  show?: (value: NonNullable<Value>) => unknown
}

/** Every environment variable that is read: a new one does not compile until it is said here where it goes, and what of it may be seen. */
export const variables: { readonly [Key in keyof Environment]: Variable<Environment[Key]> } = {
  port: { name: 'PORT', path: 'api.port' },
  host: { name: 'HOST', path: 'api.host' },
  accessToken: { name: 'INTERCOM_ACCESS_TOKEN', path: 'intercom.accessToken', show: () => masked },
  clientSecrets: { name: 'INTERCOM_CLIENT_SECRET', path: 'webhooks.clientSecrets', show: (secrets) => secrets.map(() => masked) },
  region: { name: 'INTERCOM_REGION', path: 'intercom.region' },
  baseUrl: { name: 'INTERCOM_BASE_URL', path: 'intercom.baseUrl' },
  version: { name: 'INTERCOM_VERSION', path: 'intercom.version' },
  workspaceId: { name: 'INTERCOM_WORKSPACE_ID', path: 'intercom.workspaceId' },
  redisUrl: { name: 'REDIS_URL', path: 'redis.url', show: maskUrl },
  redisCacheUrl: { name: 'REDIS_CACHE_URL', path: 'redis.cacheUrl', show: maskUrl },
  dataDir: { name: 'DATA_DIR', path: 'dataDir' },
  apiKeys: { name: 'GATEWAY_API_KEYS', path: 'api.keys', show: (keys) => keys.map((key) => ({ ...key, sha256: masked })) },
  logLevel: { name: 'LOG_LEVEL', path: 'monitoring.logLevel' },
}
