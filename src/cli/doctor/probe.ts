import { type AskIntercom, isGood, type Outcome } from './ask-intercom.ts'
import type { Probed } from './permission-findings.ts'
import type { Probe } from './permissions.ts'

type Found = Partial<Record<'contact' | 'company', string | { untried: string }>>

/**
 * Asks every probe, all at once; those that need the id of a record wait for the searches that find one.
 * Aligned with the probes.
 */
export async function askProbes(probes: readonly Probe[], ask: AskIntercom): Promise<Probed[]> {
  const outcomes = new Map<Probe, Probed['outcome']>()
  const found: Found = {}
  async function settle(probe: Probe) {
    const outcome = await askOne(probe, ask, found)
    outcomes.set(probe, outcome)
    if (probe.finds) found[probe.finds] = idIn(outcome, probe)
  }
  await Promise.all(probes.filter(({ needs }) => !needs).map(settle))
  await Promise.all(probes.filter(({ needs }) => needs).map(settle))
  return probes.map((probe) => ({ probe, outcome: outcomes.get(probe)! }))
}

async function askOne({ method, path, body, needs }: Probe, ask: AskIntercom, found: Found): Promise<Probed['outcome']> {
  const id = needs && found[needs]
  if (typeof id === 'object') return id
  return ask({ method, path: path.replace('{id}', encodeURIComponent(id ?? '')), body })
}

function idIn(outcome: Probed['outcome'], { finds }: Probe): string | { untried: string } {
  if ('untried' in outcome) return outcome
  if (!isGood(outcome)) return { untried: `no ${finds} could be found to ask about` }
  const data = firstOf(outcome)
  return typeof data === 'string' && data !== '' ? data : { untried: `there is no ${finds} to ask about` }
}

function firstOf(outcome: Outcome): unknown {
  const { data } = ('body' in outcome ? outcome.body : {}) as { data?: unknown }
  return Array.isArray(data) ? (data[0] as { id?: unknown } | undefined)?.id : undefined
}
