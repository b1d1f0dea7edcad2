import { setTimeout as delay } from 'node:timers/promises'
import type { Json } from '../changes/change.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { isOver, type Job, type JobPage } from './job.ts'

export type RecordsOptions = {
  store: DurableStore
  /** For how long a job is kept when it is over. */
  keptMs: number
}

/** One that nobody runs any more goes at last, too. */
const openMs = 30 * 86_400_000
/** How often a record that others write at the same time is tried. */
const mostTries = 50
/** From then on they come at different times. */
const triesAtOnce = 4
const openKey = 'jobs:open'
/** So many jobs of a kind can be listed. */
const mostListed = 1_000
/** Side by side. */
const readAtOnce = 50

/** A change that is not to be made, as the record is not what it was taken for. */
export class NotChanged extends Error {
  override name = 'NotChanged'
}

/** What records have that were written before there was such a thing. */
const sinceThen = { facts: null, isPauseAsked: false } satisfies Partial<Job>

/** Where a job stands among those of its kind: of two entries the later job has the greater. What a page of them goes on behind. */
export const entryOf = ({ createdAtMs, id }: Job) => `${String(createdAtMs).padStart(15, '0')}:${id}`
const idOf = (entry: string) => entry.slice(entry.indexOf(':') + 1)

/**
 * Where jobs stand: a record for each, its input beside it while it is needed, a list of those that are not over, and one for each kind. All of them live
 * by versions, so that any number of processes may write them.
 */
export function createRecords({ store, keptMs }: RecordsOptions) {
  const keyOf = (id: string) => `job:${id}`
  const inputKeyOf = (id: string) => `job:${id}:input`
  const kindKeyOf = (kind: string) => `jobs:kind:${kind}`

  async function read(id: string): Promise<Job | null> {
    const stored = await store.get(keyOf(id))
    return stored ? { ...sinceThen, ...(JSON.parse(stored.value) as Job) } : null
  }

  const readMany = (ids: readonly string[]) => Promise.all(ids.map(read))

  const keepMs = (job: Job) => (isOver(job) ? keptMs : openMs)

  async function changeStored<Value>(key: string, change: (value: Value | null) => { value: Value; keepMs: number }): Promise<Value> {
    for (let tries = 0; tries < mostTries; tries++) {
      const stored = await store.get(key)
      const next = change(stored ? (JSON.parse(stored.value) as Value) : null)
      const written = await store.put(key, JSON.stringify(next.value), { over: stored?.version ?? null, keepMs: next.keepMs })
      if (written !== undefined) return next.value
      if (tries >= triesAtOnce) await delay(Math.random() * 5 * tries)
    }
    throw new Error(`"${key}" is written by too many at the same time.`)
  }

  const changeOpen = (change: (ids: readonly string[]) => readonly string[]) =>
    changeStored<readonly string[]>(openKey, (ids) => ({ value: change(ids ?? []), keepMs: openMs }))

  async function listOf(key: string): Promise<readonly string[]> {
    const stored = await store.get(key)
    return stored ? (JSON.parse(stored.value) as string[]) : []
  }

  const changeKind = (kind: string, change: (entries: readonly string[]) => readonly string[]) =>
    changeStored<readonly string[]>(kindKeyOf(kind), (entries) => ({ value: change(entries ?? []), keepMs: openMs + keptMs }))

  return {
    read,
    /** Those that are not over, in the order in which they were asked for. */
    open: () => listOf(openKey),
    /** The same with their records, without an order. */
    async openJobs(): Promise<readonly Job[]> {
      const ids = await listOf(openKey)
      const jobs: Job[] = []
      for (let from = 0; from < ids.length; from += readAtOnce)
        jobs.push(...(await readMany(ids.slice(from, from + readAtOnce))).flatMap((job) => (job && !isOver(job) ? [job] : [])))
      return jobs
    },
    /** Puts it in the list of its kind, which holds the last thousand. It is there already: it stays once. */
    async listKind(job: Job) {
      const entry = entryOf(job)
      await changeKind(job.kind, (entries) =>
        entries.includes(entry) ? entries : [...entries, entry].sort((one, other) => (one < other ? 1 : -1)).slice(0, mostListed),
      )
    },
    /** Those of a kind whose records are there, newest first. Entries of others are taken out on the way. */
    async ofKind(kind: string, { first, after }: { first: number; after?: string | null }): Promise<JobPage> {
      const entries = (await listOf(kindKeyOf(kind))).filter((entry) => after === undefined || after === null || entry < after)
      const found: Job[] = []
      const gone = new Set<string>()
      let from = 0
      // one more than is shown tells whether there is a next page
      while (found.length <= first && from < entries.length) {
        const part = entries.slice(from, from + Math.min(readAtOnce, first + 1 - found.length))
        const jobs = await readMany(part.map(idOf))
        for (const [at, job] of jobs.entries()) {
          if (job) found.push(job)
          else gone.add(part[at]!)
        }
        from += part.length
      }
      if (gone.size > 0) await changeKind(kind, (all) => all.filter((entry) => !gone.has(entry)))
      const jobs = found.slice(0, first)
      return { jobs, after: found.length > first && jobs.length > 0 ? entryOf(jobs.at(-1)!) : null }
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
    /** What is paused, or goes on after it, needs its input for as long as its record is kept. */
    async keepInput(id: string) {
      const stored = await store.get(inputKeyOf(id))
      if (stored) await store.put(inputKeyOf(id), stored.value, { over: stored.version, keepMs: openMs })
    },
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
        const value = step({ ...sinceThen, ...job })
        return { value, keepMs: keepMs(value) }
      }),
  }
}

export type Records = ReturnType<typeof createRecords>
