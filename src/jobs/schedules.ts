import { Cron } from 'croner'
import { GatewayError, InvalidInputError } from '../errors.ts'
import type { DurableStore } from '../storage/durable-store.ts'

export type Schedule = {
  /** What its ticks are kept under; of all schedules one has it. */
  name: string
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  cron: string
  /** An IANA name: `Europe/Berlin`. Where its clocks are set forward, a time that is left out comes when they are; where they are set back, once. */
  timeZone: string
  /**
   * Whether a tick that came while nobody ran is made up for at the next start: once, however many they were. Without it they are left out. What has never
   * run here, or has another expression than before, begins with its next tick either way.
   *
   * @default true
   */
  catchUp?: boolean
  /**
   * What is done at a tick. It should hand on what takes long: the next tick waits for it in this process. A rejection is logged; one that is `retryable`
   * has it done again while the next tick is still to come.
   */
  run(tick: Date): Promise<void>
}

/** Does something so many milliseconds from now. What it gives calls it off. */
export type Later = (ms: number, wake: () => void) => () => void

export type SchedulesOptions = {
  /** Whoever shares it shares the ticks. */
  store: DurableStore
  entries: readonly Schedule[]
  say: { warn(facts: object, sentence: string): void }
  now(): number
  /** @default a timer of the machine, for which a process does not stay */
  later?: Later
  /** After so long is tried again what failed; each time twice as long. @default 5_000 */
  retryAfterMs?: number
}

export type Schedules = {
  /** Null where there is none of that name, and where nothing comes any more. */
  next(name: string): Date | null
  /** The last tick at which it was done, in whichever process; null when it never was. Rejects when the store cannot be asked. */
  last(name: string): Promise<Date | null>
  /** Begins nothing any more. Resolves when nothing is being done. */
  dispose(): Promise<void>
}

/** Up to which instant the ticks are dealt with, the last that was done, and by which expression. */
type Kept = { untilMs: number; ranMs: number | null; cron: string; timeZone: string }

/** Clocks are set, and machines sleep: no longer than this is believed that a timer goes as the clock does. */
const longestSleepMs = 60_000

const ofTheMachine: Later = (ms, wake) => {
  const timer = setTimeout(wake, ms).unref()
  return () => clearTimeout(timer)
}

/**
 * Does things at their times. Over all processes that share a store each tick is done once: whoever first writes down that it is dealt with does it. One that
 * ends between that and the end of `run` leaves the tick undone.
 *
 * @throws InvalidInputError for expressions, time zones and names that are wrong, all at once
 */
export function createSchedules({ store, entries, say, now, later = ofTheMachine, retryAfterMs = 5_000 }: SchedulesOptions): Schedules {
  const patterns = readPatterns(entries, now())
  const wakes = new Set<() => void>()
  let isStopped = false

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (isStopped) return resolve()
      const wake = () => {
        wakes.delete(wake)
        cancel()
        resolve()
      }
      wakes.add(wake)
      const cancel = later(ms, wake)
    })

  const keyOf = (name: string) => `schedule:${name}`
  async function read(name: string) {
    const stored = await store.get(keyOf(name))
    return { kept: stored ? (JSON.parse(stored.value) as Kept) : null, over: stored?.version ?? null }
  }

  /** Writes what is kept of it anew until nobody else has meanwhile. `step` says null where it stays. Answers whether this process wrote it. */
  async function write({ name, cron, timeZone }: Schedule, step: (kept: Kept | null) => Pick<Kept, 'untilMs' | 'ranMs'> | null) {
    for (;;) {
      const { kept, over } = await read(name)
      const next = step(kept)
      if (!next) return false
      if (await store.put(keyOf(name), JSON.stringify({ ...next, cron, timeZone }), { over, keepMs: null })) return true
    }
  }

  /** Where it has never run, or not by this expression, nothing was missed. */
  const begin = (entry: Schedule, dueMs: number) =>
    write(entry, (kept) => {
      if (kept && kept.cron === entry.cron && kept.timeZone === entry.timeZone) return null
      return { untilMs: Math.max(dueMs, kept?.untilMs ?? 0), ranMs: kept?.ranMs ?? null }
    })

  const claim = (entry: Schedule, tickMs: number) =>
    write(entry, (kept) => (kept && kept.untilMs >= tickMs ? null : { untilMs: tickMs, ranMs: tickMs }))

  async function run({ name, run: work }: Schedule, pattern: Cron, tickMs: number) {
    for (let waitMs = retryAfterMs; ; waitMs *= 2) {
      try {
        await work(new Date(tickMs))
        return
      } catch (error) {
        const nextMs = pattern.nextRun(new Date(tickMs))?.getTime() ?? Number.POSITIVE_INFINITY
        const isLeft = !(error instanceof GatewayError && error.retryable) || now() + waitMs >= nextMs
        say.warn(
          { schedule: name, tick: new Date(tickMs), err: error },
          `what is to be done at its time failed, and is ${isLeft ? 'left until the next' : 'tried again'}`,
        )
        if (isLeft) return
        await sleep(waitMs)
        if (isStopped) return
      }
    }
  }

  async function keep(entry: Schedule, pattern: Cron) {
    const startDueMs = dueOf(pattern, now())
    let [hasBegun, settledMs] = [false, entry.catchUp === false ? startDueMs : 0]
    for (let failures = 0; !isStopped; ) {
      try {
        if (!hasBegun) await begin(entry, startDueMs)
        hasBegun = true
        const dueMs = dueOf(pattern, now())
        const isOurs = dueMs > settledMs && (await claim(entry, dueMs))
        settledMs = Math.max(settledMs, dueMs)
        failures = 0
        if (isOurs) await run(entry, pattern, dueMs)
        const nextMs = pattern.nextRun(new Date(settledMs))?.getTime() ?? Number.POSITIVE_INFINITY
        await sleep(Math.min(Math.max(nextMs - now(), 0), longestSleepMs))
      } catch (error) {
        say.warn({ schedule: entry.name, err: error }, 'it is not known whether something is to be done at its time; that is asked again')
        await sleep(Math.min(retryAfterMs * 2 ** failures++, longestSleepMs))
      }
    }
  }

  const kept = entries.map((entry) => keep(entry, patterns.get(entry.name)!))
  return {
    next: (name) => patterns.get(name)?.nextRun(new Date(now())) ?? null,
    async last(name) {
      const { kept } = await read(name)
      return kept?.ranMs ? new Date(kept.ranMs) : null
    },
    async dispose() {
      isStopped = true
      for (const wake of wakes) wake()
      await Promise.all(kept)
    },
  }
}

/** The last tick that has come; 0 where none has. */
function dueOf(pattern: Cron, nowMs: number): number {
  // what it says comes before a second, so that the second that goes on now is asked for by the next
  const [due] = pattern.previousRuns(1, new Date((Math.floor(nowMs / 1_000) + 1) * 1_000))
  return due?.getTime() ?? 0
}

function readPatterns(entries: readonly Schedule[], nowMs: number): ReadonlyMap<string, Cron> {
  const patterns = new Map<string, Cron>()
  const problems: string[] = []
  for (const { name, cron, timeZone } of entries) {
    if (patterns.has(name)) problems.push(`There are two schedules with the name ${JSON.stringify(name)}.`)
    try {
      const pattern = new Cron(cron, { timezone: timeZone, mode: '5-part', paused: true })
      patterns.set(name, pattern)
      if (!pattern.nextRun(new Date(nowMs))) problems.push(`The schedule ${JSON.stringify(name)} never comes: ${JSON.stringify(cron)}.`)
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      problems.push(`The schedule ${JSON.stringify(name)} cannot be read: ${JSON.stringify(cron)} in ${JSON.stringify(timeZone)}: ${why}`)
    }
  }
  if (problems.length > 0) throw new InvalidInputError(problems.join('\n'))
  return patterns
}
