import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from './redis.ts'

const root = new URL('../../', import.meta.url).pathname
const startWithinMs = 120_000
const keptOutput = 20_000

type ProcessOptions = {
  args: readonly string[]
  env: Record<string, string>
  /** Answers 200 once it is ready. */
  readyPath: string
  /** @default any free one */
  port?: number
}

/**
 * A process of ours with a port of its own on the loopback address, ready when this resolves. What it writes to stdout is dropped, the end
 * of its stderr is kept. Disposing it asks it to stop, and kills it when it does not.
 */
async function startProcess({ args, env, readyPath, port: given }: ProcessOptions) {
  const port = given ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = spawn(
    process.execPath,
    args.map((arg) => arg.replace('{port}', String(port))),
    {
      cwd: root,
      // by npm's word for "a script runs me" it ends when this process is gone, however this one went
      env: { PATH: process.env.PATH, npm_lifecycle_event: 'test', PORT: String(port), ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-keptOutput)
  })
  const exited = once(child, 'exit')
  try {
    await untilReady(child, url + readyPath)
  } catch (error) {
    child.kill('SIGKILL')
    throw new Error(`${args[0]} did not start.\n${errors}`, { cause: error })
  }

  return {
    url,
    pid: child.pid ?? 0,
    /** The end of what it wrote to stderr. */
    errors: () => errors,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    /** Gone from one moment to the next. */
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      const killing = setTimeout(() => child.kill('SIGKILL'), 12_000)
      await exited
      clearTimeout(killing)
    },
  }
}

async function untilReady(child: ChildProcess, url: string) {
  const endsAtMs = Date.now() + startWithinMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`It ended with exit code ${child.exitCode}.`)
    const answer = await fetch(url).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
    if (Date.now() > endsAtMs) throw new Error(`${url} was not ready within ${startWithinMs} ms.`)
    await delay(50)
  }
}

/** A sandbox Intercom in a process of its own. */
export const startSandboxProcess = ({ latencyMs = 0, contacts = 300, conversations = 200 } = {}) =>
  startProcess({
    args: ['src/cli/main.ts', 'sandbox', '--port', '{port}', '--contacts', `${contacts}`, '--conversations', `${conversations}`].concat(
      '--latency-ms',
      `${latencyMs}`,
    ),
    env: {},
    readyPath: '/__sandbox__',
  })

/** A gateway in a process of its own, before the Intercom at `intercomUrl`. `env` over what is set here. */
export const startGatewayProcess = (intercomUrl: string, { PORT, ...env }: Record<string, string> = {}) =>
  startProcess({
    args: ['src/main.ts'],
    env: { INTERCOM_BASE_URL: intercomUrl, INTERCOM_ACCESS_TOKEN: 'sandbox-token', LOG_LEVEL: 'error', ...env },
    readyPath: '/health/ready',
    ...(PORT !== undefined && { port: Number(PORT) }),
  })

/** The same with a sync of the tests' own: see `sync-gateway.ts`. */
export const startSyncGateway = (intercomUrl: string, { PORT, ...env }: Record<string, string> = {}) =>
  startProcess({
    args: ['tests/support/sync-gateway.ts'],
    env: { INTERCOM_BASE_URL: intercomUrl, INTERCOM_ACCESS_TOKEN: 'sandbox-token', LOG_LEVEL: 'error', ...env },
    readyPath: '/health/ready',
    ...(PORT !== undefined && { port: Number(PORT) }),
  })

/** A gateway that may be killed, and started again under the same address. */
export async function startMortalGateway(intercomUrl: string, env: Record<string, string> = {}, startIt = startGatewayProcess) {
  const start = (PORT: string) => startIt(intercomUrl, { ...env, PORT })
  let running = await start(String(await freePort()))
  const { url } = running
  return {
    url,
    /** Gone from one moment to the next, and after so long started again. Resolves when it is ready. */
    async die(forMs: number) {
      await running.kill()
      await delay(forMs)
      running = await start(new URL(url).port)
    },
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  }
}

/** The same, in which callers may ask as often as they like in production too. */
export const startUnmeteredGateway = (intercomUrl: string, env: Record<string, string> = {}) =>
  startProcess({
    args: ['tests/support/unmetered-gateway.ts'],
    env: { INTERCOM_BASE_URL: intercomUrl, INTERCOM_ACCESS_TOKEN: 'sandbox-token', LOG_LEVEL: 'error', ...env },
    readyPath: '/health/ready',
  })

/** The gateway in a process that starts it anew, with empty caches, at each `POST`. */
export const startGatewayHost = (intercomUrl: string) =>
  startPeer('bench/peers/gateway.ts', { INTERCOM_BASE_URL: intercomUrl, INTERCOM_ACCESS_TOKEN: 'sandbox-token', LOG_LEVEL: 'error' })

/** One of the servers that the gateway is compared with. */
export const startPeer = (file: string, env: Record<string, string>) => startProcess({ args: [file], env, readyPath: '/metrics' })

export type Usage = { residentBytes: number; cpuSeconds: number }

/** What a process uses, by its own `/metrics`: its memory now, and its CPU time since it was first asked. */
export async function usageOf({ url }: { url: string }): Promise<Usage> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN)
  return { residentBytes: read('process_resident_memory_bytes'), cpuSeconds: read('process_cpu_seconds_total') }
}
