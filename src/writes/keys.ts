import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Json } from '../changes/change.ts'
import { ConflictError, InvalidInputError, UpstreamError } from '../errors.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import type { Run, StepRecord } from './run.ts'

/** What stands under a key. No content: ids, and a hash of the input. */
type KeyRecord = {
  /** Of the mutation and its input. */
  input: string
  /** Who is doing it, until when, unless that is put off; null for nobody. */
  owner: string | null
  leaseUntilMs: number
  steps: Record<string, StepRecord>
  /** What its payload names, once it is done. */
  payload?: Json
}

export type Asked = {
  mutation: string
  caller: string
  key: string
  /** What the mutation was asked with, as it was read. */
  input: unknown
}

export type KeysOptions = {
  store: DurableStore
  /** For how long a key stands for its result. */
  keepMs: number
  /** How long a repetition waits for the first to end. */
  waitMs: number
  /** How long somebody who does not say that it is still alive is waited for. @default 10_000 */
  leaseMs?: number
  now(): number
}

/** The first waits between looks at what another is doing; the last goes on. */
const pollMs = [20, 50, 100, 250]

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')

/** Objects with their names in order, so that the same input is the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([one], [other]) => (one < other ? -1 : 1)))
      : held,
  )

/**
 * Mutations with keys: the first of a key is done, all others are told what it came to. Whatever is sent to Intercom is written down before, so that
 * whoever comes after a crash looks for it, and sends nothing twice.
 */
export function createKeys({ store, keepMs, waitMs, leaseMs = 10_000, now }: KeysOptions) {
  /** Answers with the payload of the first, or with the run in which to do it. */
  async function hold({ mutation, caller, key, input }: Asked): Promise<{ payload: Json } | { run: KeyedRun }> {
    const id = `once:${sha256(JSON.stringify([caller, key]))}`
    const hash = sha256(canonical([mutation, input]))
    const untilMs = now() + waitMs
    for (let polls = 0; ; polls++) {
      const stored = await reach(store.get(id))
      const record = stored && (JSON.parse(stored.value) as KeyRecord)
      if (record && record.input !== hash) throw ofAnother(key)
      if (record?.payload !== undefined) return { payload: record.payload }
      if (!record?.owner || record.leaseUntilMs <= now()) {
        const mine: KeyRecord = { input: hash, steps: {}, ...record, owner: randomUUID(), leaseUntilMs: now() + leaseMs }
        const version = await reach(store.put(id, JSON.stringify(mine), { over: stored?.version ?? null, keepMs }))
        if (version !== undefined) return { run: createKeyedRun(id, mine, version) }
      } else if (now() >= untilMs) throw stillRunning(key)
      await delay(pollMs[Math.min(polls, pollMs.length - 1)])
    }
  }

  function createKeyedRun(id: string, first: KeyRecord, firstVersion: string): KeyedRun {
    let record = first
    let version: string | undefined = firstVersion
    let last: Promise<unknown> = Promise.resolve()

    /** The version of what stands there, as long as it is ours: a write that failed may have happened. */
    async function ownVersion(): Promise<string | undefined> {
      const stored = await reach(store.get(id))
      return stored && (JSON.parse(stored.value) as KeyRecord).owner === first.owner ? stored.version : undefined
    }

    async function put(next: KeyRecord, over: string | undefined): Promise<string | undefined> {
      return over === undefined ? undefined : reach(store.put(id, JSON.stringify(next), { over, keepMs }))
    }

    /** One after another, each over what the one before has written: whoever has taken over meanwhile has written something else. */
    function write(change: Partial<KeyRecord> | ((steps: KeyRecord['steps']) => KeyRecord['steps'])): Promise<void> {
      const written = last.then(async () => {
        const changes = typeof change === 'function' ? { steps: change(record.steps) } : change
        const next = { ...record, leaseUntilMs: now() + leaseMs, ...changes }
        version = (await put(next, version)) ?? (await put(next, await ownVersion()))
        if (version === undefined) throw takenOver()
        record = next
      })
      last = written.catch(() => {})
      return written
    }
    // whoever says nothing for as long as its lease lasts is taken for dead
    const live = setInterval(() => void write({}).catch(() => {}), leaseMs / 3).unref()

    return {
      id,
      stepOf: (step) => record.steps[step],
      started: (step, atMs) => write((steps) => ({ ...steps, [step]: { state: 'STARTED', atMs } })),
      ended: (step, result) =>
        write(({ [step]: _, ...others }) => (result === undefined ? others : { ...others, [step]: { state: 'APPLIED', result } })),
      async finish(payload) {
        clearInterval(live)
        await write({ owner: null, payload })
      },
      async giveUp() {
        clearInterval(live)
        await last
        const isUntouched = Object.keys(record.steps).length === 0
        const there = isUntouched ? await ownVersion() : undefined
        if (there !== undefined) await reach(store.remove(id, there))
        else await write({ owner: null })
      },
    }
  }

  return { hold }
}

type KeyedRun = NonNullable<Run['keyed']> & {
  /** It is done, and its repetitions are told this. */
  finish(payload: Json): Promise<void>
  /** It is not done, or not wholly: a repetition goes on where this ends, and begins anew where nothing was done. */
  giveUp(): Promise<void>
}

async function reach<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (cause) {
    throw new UpstreamError(
      'UPSTREAM_UNREACHABLE',
      'What idempotency keys stand for cannot be read or written now, and without that nothing is sent. Send it again with the same key.',
      { cause, retryable: true },
    )
  }
}

const printable = (key: string) => JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key)

const ofAnother = (key: string) =>
  new InvalidInputError(
    `The idempotency key ${printable(key)} was used for another mutation, or for the same with other input, within the last 24 hours. Take a new key for what is new.`,
    { constraint: 'idempotencyKey' },
  )

const stillRunning = (key: string) =>
  new ConflictError(`The mutation with the idempotency key ${printable(key)} is still running. Send it again with the same key.`, {
    retryable: true,
  })

const takenOver = () =>
  new ConflictError('A repetition of this mutation has taken it over. Send it again with the same key.', { retryable: true })
