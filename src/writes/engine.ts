import { randomUUID } from 'node:crypto'
import type { Json } from '../changes/change.ts'
import type { ChangeLog } from '../changes/log.ts'
import type { WritesConfig } from '../config.ts'
import { GatewayError } from '../errors.ts'
import type { DurableStore } from '../storage/durable-store.ts'
import { createAlone } from './alone.ts'
import type { EndedWrite } from './audit.ts'
import { createEffects, type Effect } from './effects.ts'
import { createKeys } from './keys.ts'
import { createLatelyNamed } from './lately-named.ts'
import { createLooking } from './looking.ts'
import { didNothing, unknown } from './outcome.ts'
import { createPublishing } from './publishing.ts'
import { currentRun, inRun } from './run.ts'
import type { Announcement, Done, Outcome, Write, WriteChange, WrittenAt } from './write.ts'

export type WritesOptions = {
  log: ChangeLog
  store: DurableStore
  /** What the rows' rules for webhooks make of an item under a topic. */
  judge(topic: string, item: Announcement['item']): Omit<WriteChange, 'topic'> | undefined
  /** How long a call to Intercom may take, in milliseconds: until then, and a while longer, a lost one may still be done. */
  callTimeoutMs: number
  /** For how long a search may not know what was written. */
  indexLagMs: number
  config: WritesConfig
  say: { warn(facts: object, sentence: string): void }
  /** Told of every write, once it is over. */
  onEnded: readonly ((write: EndedWrite) => void)[]
  now(): number
}

export type MutationAsked = {
  mutation: string
  caller: string
  key?: string | undefined
  input: unknown
  /** Stands in the Changes that it makes: see `Change.by`. Not with a key. */
  by?: string | undefined
}

export type Writes = {
  /** Runs a mutation: its writes know who asked, and with a key everything of it is done once. What it answers names records by their ids. */
  run<Payload extends object>(asked: MutationAsked, work: () => Promise<Payload>): Promise<Payload>
  /**
   * One write, sent once.
   *
   * @throws OutcomeUnknownError when it was sent, its answer was lost, and it was not found; else what Intercom or the way to it say, and nothing is changed
   */
  once<Answer, Result extends Json, Taken>(write: Write<Answer, Result, Taken>): Promise<Done<Result, Taken>>
  /**
   * One after another for each name, over all processes of one store: for what looks first, and then writes what it did not find.
   *
   * @throws ConflictError, retryable, when others take too long; UpstreamError when the store cannot be asked
   */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>
  /**
   * The ids of the records to which our own writes have given this name within the lag of the index, in whichever process: see `Write.names`.
   *
   * @throws UpstreamError when the store cannot be asked
   */
  latelyNamed(name: string): Promise<readonly string[]>
  /** Whether a mutation that the running one repeats has begun with a step of it; without a key nobody knows. */
  hasBegun(step: string): boolean
  /** Whoever waits to learn what a write did is told at once that this cannot be told. */
  stopLooking(): void
  /** Resolves when nothing goes on behind answers any more. */
  dispose(): Promise<void>
}

/** Intercom's clock and ours may be apart by so much: the doctor says when they are by more. */
const clockErrorMs = 2_000
/** What reached Intercom in time may be done so much later. */
const latestMs = 60_000

export function createWrites(options: WritesOptions): Writes {
  const { log, store, judge, callTimeoutMs, indexLagMs, config, say, onEnded, now } = options
  const stopping = new AbortController()
  const effects = createEffects({ store, now })
  const named = createLatelyNamed({ store, keepMs: indexLagMs })
  const keys = createKeys({ store, keepMs: config.keySeconds * 1000, waitMs: config.duplicateWaitMs, now })
  const lookFor = createLooking({ effects, lookMs: config.lookTimeoutMs, stopping: stopping.signal, now })
  const publishing = createPublishing({ log, say, now })

  /** Without the ledger it is sent all the same, and is not looked for: whose effect was found could not be told. */
  async function begin(alike: { as: string } | undefined, effect: Effect): Promise<Effect | undefined> {
    if (!alike) return undefined
    return effects.begin(alike.as, effect).catch((error: unknown) => {
      say.warn({ err: error }, 'a write is not noted among those like it: if its answer is lost, it cannot be looked for')
      return undefined
    })
  }

  /** Also of one that could not be noted before: others like it must not take what it made for theirs. */
  async function end(alike: { as: string } | undefined, self: Omit<Effect, 'window'>, made: string | null) {
    if (!alike) return
    await effects.end(alike.as, self, made).catch((error: unknown) => say.warn({ err: error }, 'what a write made is not noted'))
  }

  async function name<Answer>({ names }: Pick<Write<Answer, Json, unknown>, 'names'>, answer: Answer) {
    if (!names) return
    const id = names.idOf(answer)
    await Promise.all(names.as.map((one) => named.note(one, id))).catch((error: unknown) =>
      say.warn({ err: error }, 'by what a record can be found from now on is not noted: until a search knows it, it may be made again'),
    )
  }

  /** What the rows' rules make of it; whatever keeps them from it, no copy is believed. */
  function changeOf<Answer>(
    { announcedAs, about, touches }: Pick<Write<Answer, Json, unknown>, 'announcedAs' | 'about' | 'touches'>,
    answer: Answer,
  ): WriteChange {
    try {
      const { topic, item } = announcedAs(answer)
      const effects = judge(topic, item)
      if (!effects) throw new Error(`No rule makes anything of ${topic}.`)
      return { topic, ...effects, ...byWhom() }
    } catch (error) {
      say.warn({ err: error, about }, 'what a write has changed is not understood; it is forgotten, and no subscriber is told')
      return { topic: 'gateway.write', about: [], forget: touches, erase: [] }
    }
  }

  const byWhom = () => {
    const by = currentRun()?.by
    return by === undefined ? {} : { by }
  }

  /** It is done, whatever becomes of what its answer is good for beside that: then the record is read. */
  async function take<Answer, Taken>(write: Pick<Write<Answer, Json, Taken>, 'take' | 'about'>, answer: Answer, at: WrittenAt) {
    try {
      return await write.take(answer, at)
    } catch (error) {
      say.warn({ err: error, about: write.about }, 'the answer to a write is not understood; the record will be read')
      return undefined
    }
  }

  async function once<Answer, Result extends Json, Taken>(write: Write<Answer, Result, Taken>): Promise<Done<Result, Taken>> {
    const run = currentRun()
    const { keyed } = run ?? {}
    const { step, about, look, checkWith } = write
    const startedAtMs = now()
    const ended = (outcome: Outcome, error?: unknown) => {
      const who = { mutation: run?.mutation, caller: run?.caller, isKeyed: keyed !== undefined }
      for (const tell of onEnded) tell({ ...who, step, about, outcome, error, durationMs: now() - startedAtMs })
    }

    const before = keyed?.stepOf(step)
    if (before?.state === 'APPLIED') {
      ended('REPEATED')
      return { result: before.result as Result, taken: undefined }
    }
    const sentAtMs = before?.atMs ?? startedAtMs
    const window = { fromMs: sentAtMs - clockErrorMs, toMs: sentAtMs + callTimeoutMs + latestMs }
    const self = keyed ? { id: `${keyed.id}:${step}`, isRepeatable: true } : { id: randomUUID(), isRepeatable: false }
    const effect = await begin(look?.alike, { ...self, window })
    const position = log.position()

    /** It is done, as Intercom said or as was found. */
    async function done(answer: Answer, outcome: 'APPLIED' | 'FOUND'): Promise<Done<Result, Taken>> {
      const result = write.resultOf(answer)
      const noted = outcome === 'APPLIED' && end(look?.alike, self, look?.alike?.madeOf(answer) ?? null)
      const [cursor] = await Promise.all([publishing.publish(changeOf(write, answer), position), name(write, answer), noted])
      await keyed?.ended(step, result).catch((error: unknown) => say.warn({ err: error }, 'a write is done, and not written down as done'))
      const taken = await take(write, answer, { cursor, sentAtMs })
      ended(outcome)
      return { result, taken }
    }

    /** It left, and nobody said what became of it. */
    async function settle(cause: unknown): Promise<Done<Result, Taken>> {
      const found = look && (await lookFor({ look, window, effect }))
      if (found !== undefined) return done(found, 'FOUND')
      await publishing.forget(write.touches)
      const error = unknown(cause, { step, checkWith, looked: look !== undefined })
      ended('UNKNOWN', error)
      throw error
    }

    if (before?.state === 'STARTED') return settle(new GatewayError('INTERNAL', 'The process that sent it ended before it was answered.'))
    try {
      await keyed?.started(step, sentAtMs)
    } catch (error) {
      await end(look?.alike, self, null)
      ended('NOT_APPLIED', error)
      throw error
    }
    let answer: Answer
    try {
      answer = await write.send()
    } catch (error) {
      if (!didNothing(error)) return settle(error)
      await end(look?.alike, self, null)
      await keyed
        ?.ended(step, undefined)
        .catch((failure: unknown) => say.warn({ err: failure }, 'a write was not done, and its key is not released'))
      ended('NOT_APPLIED', error)
      throw error
    }
    try {
      write.resultOf(answer)
    } catch (error) {
      // of what came back nothing proves that it was not done, whatever is said of it
      return settle(error)
    }
    return done(answer, 'APPLIED')
  }

  return {
    once,
    latelyNamed: named.find,
    alone: createAlone({ store, waitMs: config.duplicateWaitMs, now }),
    async run<Payload extends object>({ mutation, caller, key, input, by }: MutationAsked, work: () => Promise<Payload>) {
      if (key === undefined) return inRun({ mutation, caller, ...(by !== undefined && { by }) }, work)
      const held = await keys.hold({ mutation, caller, key, input })
      if ('payload' in held) return held.payload as Payload
      const { run: keyed } = held
      let payload: Payload
      try {
        payload = await inRun({ mutation, caller, keyed }, work)
      } catch (error) {
        await keyed
          .giveUp()
          .catch((failure: unknown) => say.warn({ err: failure }, 'an idempotency key is not released; it will be when its lease ends'))
        throw error
      }
      await keyed
        .finish(JSON.parse(JSON.stringify(payload)) as Json)
        .catch((error: unknown) => say.warn({ err: error }, 'a mutation is done, and its key does not say so yet'))
      return payload
    },
    hasBegun: (step) => currentRun()?.keyed?.stepOf(step) !== undefined,
    stopLooking: () => stopping.abort(),
    async dispose() {
      stopping.abort()
      await publishing.dispose()
    },
  }
}
