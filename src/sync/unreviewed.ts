import type { SyncConfig } from '../config/syncs.ts'
import { InvalidInputError } from '../errors.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import type { Confirmation } from './brake.ts'
import { idFrom } from './ids.ts'
import { type Plan, todoOf } from './plans.ts'
import { stateOf } from './state.ts'
import type { PlanAsked, RunAsked, SyncJobs } from './sync.ts'

export type UnreviewedOptions = {
  definitions: readonly SyncConfig[]
  store: DurableStore
  plan(asked: PlanAsked): Promise<Plan>
  apply(asked: RunAsked & { confirm: Confirmation }): Promise<string>
  jobs(): Pick<SyncJobs, 'get'>
  say: { warn(facts: object, sentence: string): void }
}

/** Who asks for what nobody has asked for. */
const caller = 'gateway'

/** What a sync does by itself is known by in the schedules. */
export const scheduleOf = (sync: string, mode: 'changed' | 'whole') => `sync:${sync}:${mode}`

/** What syncs do without anybody who looks at it first: on their schedules, when something changes in Intercom, and with records that are sent. */
export function createUnreviewed({ definitions, store, plan, apply, jobs, say }: UnreviewedOptions) {
  /** The last plan of each sync that this process has asked for because of Changes. */
  const looks = new Map<string, string>()

  return {
    /** What nobody has reviewed is done as far as its definition allows that, and not before a plan of everything was applied by somebody. */
    async apply(made: Plan, { sync, asker }: { sync: SyncConfig; asker: string }): Promise<void> {
      const { deletes, creates } = sync.unreviewed
      const facts = { sync: sync.name, plan: made.id, counts: made.counts }
      if (todoOf(made.counts) === 0) return
      const isFirst = (await stateOf(store, sync.name).get()).reviewedAtMs === null
      if (isFirst && made.mode !== 'records') {
        say.warn(
          facts,
          'a plan waits for somebody to apply it: nothing is done unreviewed before a plan of everything has been applied once',
        )
        return
      }
      try {
        await apply({ plan: made.id, caller: asker, confirm: { expectDeletesAtMost: deletes, expectCreatesAtMost: creates } })
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error
        say.warn({ ...facts, err: error }, 'a plan waits for somebody to apply it: it would do more than may be done unreviewed')
      }
    },
    /** What was changed in Intercom goes to the CRM. Said by several processes about the same round, it is done once. */
    async touched({ name, direction, follow }: SyncConfig, round: number): Promise<void> {
      const isFirst = (await stateOf(store, name).get()).reviewedAtMs === null
      if (!follow || direction === 'CRM_TO_INTERCOM' || isFirst) return
      // one that waits its turn looks at what was marked until it begins: behind a long run one waits, not one for each round
      const waiting = await jobs().get(looks.get(name) ?? '')
      if (waiting && waiting.finishedAtMs === null && waiting.pace === null) return
      const id = idFrom(`intercom:${name}:${round}`)
      looks.set(name, id)
      await plan({ sync: name, caller, mode: 'intercom', isUnreviewed: true, id })
    },
    /** What runs by itself, and when. */
    schedules: definitions.flatMap(({ name, schedule }) => {
      const { timeZone = 'UTC', ...crons }: Partial<NonNullable<SyncConfig['schedule']>> = schedule ?? {}
      return (['changed', 'whole'] as const).flatMap((mode) => {
        const cron = crons[mode]
        const run = async (tick: Date) => {
          await plan({ sync: name, caller, mode, isUnreviewed: true, id: idFrom(`${mode}:${name}:${tick.getTime()}`) })
        }
        return cron === undefined ? [] : [{ name: scheduleOf(name, mode), cron, timeZone, run }]
      })
    }),
  }
}
