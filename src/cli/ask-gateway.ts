import { InvalidArgumentError } from 'commander'
import { webUrl } from './options.ts'
import { configOrExplain } from './read-config.ts'

const answerWithinMs = 15_000

/** A gateway did not answer, or not with what was asked for. `isFinal`: it would not another time either. */
export class AskError extends Error {
  override name = 'AskError'
  readonly isFinal: boolean
  /** Of what the gateway refused: why, in its own word. */
  readonly code: string | undefined
  constructor(message: string, isFinal: boolean, code?: string) {
    super(message)
    this.isFinal = isFinal
    this.code = code
  }
}

/** Where a running gateway is, and with which key it is asked: never an argument, which everybody on the machine could read. */
export const gatewayOption = [
  '--to <url>',
  'the gateway (default: the one at HOST and PORT); its key is taken from GATEWAY_API_KEY',
  gatewayUrl,
] as const

function gatewayUrl(text: string): string {
  const url = new URL(webUrl(text))
  if (url.pathname === '/') url.pathname = '/graphql'
  if (!url.pathname.endsWith('/graphql')) throw new InvalidArgumentError('Expected the address of a gateway, or of its /graphql.')
  return url.href
}

/** The graph of the gateway of this machine's configuration; undefined after its problems have been told. */
export function ownGateway(): string | undefined {
  const config = configOrExplain(process.env)
  if (!config) return undefined
  const { host, port } = config.api
  return `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/graphql`
}

type Answer<Data> = { data?: Data | null; errors?: { message: string; extensions?: { code?: string; retryable?: boolean } }[] }

/**
 * Asks the graph of a gateway.
 *
 * @param scope what the key needs for it, told where it may not
 * @throws AskError with a sentence for whoever typed the command
 */
export async function askGateway<Data>(url: string, query: string, variables: object, scope = 'ADMIN'): Promise<Data> {
  const key = process.env.GATEWAY_API_KEY
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...(key && { authorization: `Bearer ${key}` }) }
  const { status, text } = await post(url, headers, JSON.stringify({ query, variables }))
  const { data, errors = [] } = parse<Data>(text)
  const [error] = errors
  if (!error && data) return data
  if (!error) throw new AskError(`${url} answered ${status}, and not as a gateway does`, true)
  const hint = error.extensions?.code === 'UNAUTHENTICATED' || error.extensions?.code === 'FORBIDDEN' ? keyHint(key, scope) : ''
  throw new AskError(`${error.message}${hint}`, !error.extensions?.retryable, error.extensions?.code)
}

async function post(url: string, headers: Record<string, string>, body: string) {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(answerWithinMs) })
    return { status: response.status, text: await response.text() }
  } catch {
    throw new AskError(`nothing answers at ${url} within ${answerWithinMs / 1000} s`, false)
  }
}

function parse<Data>(text: string): Answer<Data> {
  try {
    return JSON.parse(text) as Answer<Data>
  } catch {
    return {}
  }
}

/** What the key of whoever asks lacks. */
export const keyHint = (key: string | undefined, scope: string) =>
  key ? ` (GATEWAY_API_KEY needs the scope ${scope})` : ` (GATEWAY_API_KEY is not set; the gateway wants a key with the scope ${scope})`
