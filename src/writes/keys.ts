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

  function createKeyedRun(id: string, record: KeyRecord, firstVersion: string): KeyedRun {
    let version: string | undefined = firstVersion
    let last: Promise<unknown> = Promise.resolve()

    /** One after another, each over what the one before has written: whoever has taken over meanwhile has written something else. */
    function write(change: () => void): Promise<void> {
      const written = last.then(async () => {
        if (version === undefined) throw takenOver()
        change()
        version = await reach(store.put(id, JSON.stringify(record), { over: version, keepMs }))
        if (version === undefined) throw takenOver()
      })
      last = written.catch(() => {})
      return written
    }
    const live = setInterval(() => {
      write(() => {
        record.leaseUntilMs = now() + leaseMs
      }).catch(() => {})
    }, leaseMs / 3).unref()

    return {
      id,
      stepOf: (step) => record.steps[step],
      started: (step, atMs) =>
        write(() => {
          record.steps[step] = { state: 'STARTED', atMs }
          record.leaseUntilMs = now() + leaseMs
        }),
      ended: (step, result) =>
        write(() => {
          if (result === undefined) delete record.steps[step]
          else record.steps[step] = { state: 'APPLIED', result }
        }),
      async finish(payload) {
        clearInterval(live)
        await write(() => Object.assign(record, { owner: null, payload }))
      },
      async giveUp() {
        clearInterval(live)
        await last
        const isUntouched = Object.keys(record.steps).length === 0
        if (isUntouched && version !== undefined) await reach(store.remove(id, version))
        else await write(() => Object.assign(record, { owner: null }))
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
