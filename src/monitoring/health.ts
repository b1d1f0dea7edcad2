import { GatewayError } from '../errors.ts'

export type HealthStatus = 'OK' | 'DEGRADED' | 'DOWN'
export type HealthCheck = { name: string; status: HealthStatus; detail?: string; latencyMs: number }
/** `OK`: all well. `DEGRADED`: serving, with the help of less than it should have; the checks say what. `DOWN`: starting or stopping. */
export type HealthReport = { status: HealthStatus; checks: HealthCheck[]; topicCoverage: readonly TopicCoverage[] }

/** `SEEN`: it came within its usual time. `QUIET`: it used to come, and has not for long. `NEVER`: not yet. None of them says that something is wrong. */
export type TopicStatus = 'SEEN' | 'QUIET' | 'NEVER'
export type TopicCoverage = { topic: string; neededBy: readonly string[]; lastSeenAt: Date | null; status: TopicStatus }

/** Looks at one dependency. Resolving with nothing means it is well; a rejection means it is down. */
export type Probe = () => Promise<{ status: HealthStatus; detail?: string } | undefined>
export type Health = ReturnType<typeof createHealth>

/**
 * Whether the gateway can take requests, and how what it depends on is doing. A dependency that is down never makes the gateway unready:
 * another process would have the same trouble, and what the caches hold is better than nothing.
 *
 * @param probeTimeoutMs how long one probe may take; later its check is DOWN. Default 500: a report is to come before whoever asks for it loses patience.
 */
export function createHealth({ probeTimeoutMs = 500, nowMs = () => performance.now() } = {}) {
  const probes = new Map<string, Probe>()
  let phase: 'starting' | 'serving' | 'stopping' = 'starting'
  let coverage: () => readonly TopicCoverage[] = () => []
  let looking: Promise<HealthCheck[]> | undefined

  const look = async (name: string, probe: Probe): Promise<HealthCheck> => {
    const startedMs = nowMs()
    const found = await withDeadline(probe, probeTimeoutMs)
    return { name, ...found, latencyMs: Math.round(nowMs() - startedMs) }
  }

  return {
    /** Adds a dependency under the name that reports show. */
    register(name: string, probe: Probe) {
      probes.set(name, probe)
    },
    /** Where reports read which webhooks are relied on, and when each last came. */
    coverageIs(report: typeof coverage) {
      coverage = report
    },
    /** From now on requests are welcome. */
    serving() {
      phase = 'serving'
    },
    /** From now on new requests should go elsewhere. */
    stopping() {
      phase = 'stopping'
    },
    /** Requests are welcome: false only while starting or stopping. */
    isReady: () => phase === 'serving',
    /** Looks at every dependency, all at once. Simultaneous askers share one look, so that asking often costs a dependency nothing. */
    async report(): Promise<HealthReport> {
      looking ??= Promise.all([...probes].map(([name, probe]) => look(name, probe))).finally(() => {
        looking = undefined
      })
      const checks = await looking
      if (phase !== 'serving') return { status: 'DOWN', checks, topicCoverage: coverage() }
      return { status: checks.every((check) => check.status === 'OK') ? 'OK' : 'DEGRADED', checks, topicCoverage: coverage() }
    },
  }
}

async function withDeadline(probe: Probe, timeoutMs: number): Promise<{ status: HealthStatus; detail?: string }> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<{ status: HealthStatus; detail: string }>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, { status: 'DOWN', detail: `no answer within ${timeoutMs} ms` })
  })
  try {
    return (await Promise.race([probe(), late])) ?? { status: 'OK' }
  } catch (error) {
    return { status: 'DOWN', detail: reasonOf(error) }
  } finally {
    clearTimeout(timer)
  }
}

/** Anyone may read a report, so a foreign message, which may name hosts and credentials, is not repeated: its code is. */
function reasonOf(error: unknown): string {
  if (error instanceof GatewayError) return error.message
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : 'failed'
}
