import type { Env } from '../config/environment.ts'
import type { Config } from '../config.ts'
import { masked, maskUrl } from './secrets.ts'
import { variables } from './variables.ts'

/** One value that is in force. */
export type Setting = {
  /** Its place, `intercom.timeoutMs`. */
  path: string
  /** Null where nothing is set. Secrets are masked. */
  value: unknown
  /** The variable or the file that it came from, or `default`. */
  from: string
}

type Source = { name: string; show?: (value: never) => unknown }

const sources = new Map<string, Source>([
  ['environment', { name: 'NODE_ENV' }],
  ['mode', { name: variables.accessToken.name }],
  ...Object.values(variables).map(({ path, ...source }): [string, Source] => [path, source]),
])

/** Sections that are also filled by variables: what of them no variable fills comes from the file. */
export function settingsOf(config: Config, env: Env): Setting[] {
  const file = `config/${config.environment}.json`
  const isSet = (name: string) => /[^\s,]/.test(env[name] ?? '')
  return leavesOf({ ...config, sync: { ...config.sync, definitions: config.sync.definitions.map(withoutSecrets) } }).map(
    ({ path, value }) => {
      const source = sources.get(path)
      // the one value that a variable takes over from the file
      const otherwise = source && path !== variables.logLevel.path ? 'default' : file
      return { path, value: shown(value, source), from: source && isSet(source.name) ? source.name : otherwise }
    },
  )
}

/** A sync holds the values of the variables that its file names. */
const withoutSecrets = ({ secrets, ...said }: Config['sync']['definitions'][number]) => ({
  ...said,
  secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, masked])),
})

const shown = (value: unknown, source: Source | undefined) =>
  value === undefined || value === null ? null : source?.show ? source.show(value as never) : withoutUserinfo(value)

/** Also in the files, which should have none. */
function withoutUserinfo(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUserinfo)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, withoutUserinfo(below)]))
  return typeof value === 'string' && /^[a-z][\w+.-]*:\/\/[^/?#]*@/i.test(value) ? maskUrl(value) : value
}

function leavesOf(value: object, above = ''): { path: string; value: unknown }[] {
  return Object.entries(value).flatMap(([key, below]: [string, unknown]) => {
    const path = `${above}${key}`
    const isBranch = typeof below === 'object' && below !== null && !Array.isArray(below)
    return isBranch ? leavesOf(below, `${path}.`) : [{ path, value: below }]
  })
}
