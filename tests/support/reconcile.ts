import type { Config } from '../../src/config.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { startTestGateway, type TestGatewayOptions } from './gateway.ts'
import { clientSecret } from './webhooks.ts'

type Options = TestGatewayOptions & { reconcile?: Partial<Config['reconcile']> }

/** A gateway that its sandbox tells what happens, and that looks every second whether it was told all of it. */
export async function startHealer({ reconcile, env, configure = (config) => config, ...options }: Options = {}) {
  const lines: string[] = []
  const gateway = await startTestGateway({
    webhookRetryMs: 500,
    ...options,
    logLines: lines,
    env: { INTERCOM_CLIENT_SECRET: clientSecret, ...env },
    configure: (config) =>
      configure({
        ...config,
        intercom: { ...config.intercom, indexLagMs: 100 },
        // test machines are slow
        cache: { ...config.cache, redisTimeoutMs: 5_000 },
        webhooks: { ...config.webhooks, appendTimeoutMs: 5_000 },
        reconcile: { ...config.reconcile, everySeconds: 0, beatSeconds: 1, settleSeconds: 0, ...reconcile },
      }),
  })
  listen(gateway.sandbox, gateway.url)
  return Object.assign(gateway, { passes: () => passesIn(lines), lines })
}

export type Healer = Awaited<ReturnType<typeof startHealer>>

/** From now on the sandbox tells this gateway what happens. */
const listen = (sandbox: Sandbox, url: string) => sandbox.webhooks.subscribe({ url: `${url}/webhooks/intercom`, clientSecret })

export type Pass = { kind: string; startedAtMs: number; listed: number; rechecked: number; told: number; failed: number }

const passesIn = (lines: readonly string[]): Pass[] =>
  lines.flatMap((line) => {
    const { msg, time, durationMs, ...facts } = JSON.parse(line)
    return msg === 'reconciled' ? [{ ...facts, startedAtMs: new Date(time).getTime() - durationMs }] : []
  })

const kinds = ['article', 'contact', 'conversation', 'ticket']

/** Every kind has had a pass that began after this time. */
export const allPassedSince = (healer: Pick<Healer, 'passes'>, sinceMs: number) => {
  const passed = healer.passes().filter(({ startedAtMs }) => startedAtMs > sinceMs)
  return kinds.every((kind) => passed.some((pass) => pass.kind === kind))
}
