import { createServer } from 'node:net'
import { type Finding, failure, ok } from './finding.ts'

const check = 'port'

type Place = { host: string; port: number }
/** Nothing in the way; a gateway that runs already; or the code with which the system refuses. */
export type PortFound = { state: 'free' } | { state: 'gateway' } | { state: 'refused'; code: string }

export function judgePort({ host, port }: Place, found: PortFound): Finding {
  const place = `${host}:${port}`
  if (found.state === 'free') return ok(check, port === 0 ? `a free one of ${host} is taken at the start` : `${place} is free`)
  if (found.state === 'gateway') return ok(check, `a gateway listens at ${place} already`)
  const why = 'the gateway cannot start'
  if (found.code === 'EADDRINUSE')
    return failure(check, { found: `${place} is taken by another process`, why, fix: 'PORT=<another>, or 0 for any free one' })
  if (found.code === 'EACCES')
    return failure(check, { found: `${place} needs more rights than this process has`, why, fix: 'PORT=<one above 1023>' })
  return failure(check, {
    found: `${host} is no address of this machine (${found.code})`,
    why,
    fix: 'HOST=127.0.0.1 for this machine alone, HOST=0.0.0.0 for all its networks',
  })
}

/** Listens there for a moment. Where that fails, asks whether it is a gateway that listens. */
export async function lookAtPort({ host, port }: Place, timeoutMs: number): Promise<PortFound> {
  const code = await listen({ host, port })
  if (code === undefined) return { state: 'free' }
  if (code === 'EADDRINUSE' && (await isGateway({ host, port }, timeoutMs))) return { state: 'gateway' }
  return { state: 'refused', code }
}

const listen = ({ host, port }: Place) =>
  new Promise<string | undefined>((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })

async function isGateway({ host, port }: Place, timeoutMs: number): Promise<boolean> {
  const reached = /^(0\.0\.0\.0|::)$/.test(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  try {
    const answer = await fetch(`http://${reached}:${port}/health/ready`, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' })
    const report: unknown = await answer.json()
    return typeof report === 'object' && report !== null && 'status' in report && 'checks' in report
  } catch {
    return false
  }
}
