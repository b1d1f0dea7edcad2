import type { Json } from '../changes/change.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { isOver, type Job } from './job.ts'

export type RecordsOptions = {
  store: DurableStore
  /** For how long a job is kept when it is over. */
  keptMs: number
}

/** One that nobody runs any more goes at last, too. */
const openMs = 30 * 86_400_000
/** How often a record that others write at the same time is tried. */
const mostTries = 50
const openKey = 'jobs:open'

/** A change that is not to be made, as the record is not what it was taken for. */
export class NotChanged extends Error {
  override name = 'NotChanged'
}

/** Where jobs stand: a record for each, its input beside it while it is needed, and a list of those that are not over. */
export function createRecords({ store, keptMs }: RecordsOptions) {
  const keyOf = (id: string) => `job:${id}`
  const inputKeyOf = (id: string) => `job:${id}:input`

  async function read(id: string): Promise<Job | null> {
    const stored = await store.get(keyOf(id))
    return stored ? (JSON.parse(stored.value) as Job) : null
  }

  const keepMs = (job: Job) => (isOver(job) ? keptMs : openMs)

  async function changeStored<Value>(key: string, change: (value: Value | null) => { value: Value; keepMs: number }): Promise<Value> {
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = await store.get(key)
      const next = change(stored ? (JSON.parse(stored.value) as Value) : null)
      const written = await store.put(key, JSON.stringify(next.value), { over: stored?.version ?? null, keepMs: next.keepMs })
      if (written !== undefined) return next.value
    }
    throw new Error(`"${key}" is written by too many at the same time.`)
  }

  const changeOpen = (change: (ids: readonly string[]) => readonly string[]) =>
    changeStored<readonly string[]>(openKey, (ids) => ({ value: change(ids ?? []), keepMs: openMs }))

  return {
    read,
    /** Those that are not over, in the order in which they were asked for. */
    async open(): Promise<readonly string[]> {
      const stored = await store.get(openKey)
      return stored ? (JSON.parse(stored.value) as string[]) : []
    },
    /** One by the same id that is there already stays as it is. */
    async add(job: Job, input: Json): Promise<Job> {
      const known = await read(job.id)
      if (known) return known
      await store.put(inputKeyOf(job.id), JSON.stringify(input), { over: null, keepMs: openMs })
      const written = await store.put(keyOf(job.id), JSON.stringify(job), { over: null, keepMs: openMs })
      return written === undefined ? ((await read(job.id)) ?? job) : job
    },
    list: (id: string) => changeOpen((ids) => (ids.includes(id) ? ids : [...ids, id])),
    unlist: (id: string) => changeOpen((ids) => ids.filter((other) => other !== id)),
    async input(id: string): Promise<Json> {
      const stored = await store.get(inputKeyOf(id))
      return stored ? (JSON.parse(stored.value) as Json) : null
    },
    /** What was asked for holds what people wrote, and is not kept for longer than it is needed. */
    async forgetInput(id: string) {
      const stored = await store.get(inputKeyOf(id))
      if (stored) await store.remove(inputKeyOf(id), stored.version)
    },
    /**
     * Writes what a record becomes of what it is, again and again until nobody else has meanwhile.
     *
     * @throws whatever `step` throws, and NotChanged for one that is not there
     */
    change: (id: string, step: (job: Job) => Job) =>
      changeStored<Job>(keyOf(id), (job) => {
        if (!job) throw new NotChanged()
        const value = step(job)
        return { value, keepMs: keepMs(value) }
      }),
  }
}

export type Records = ReturnType<typeof createRecords>
