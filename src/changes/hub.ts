import { setTimeout as delay } from 'node:timers/promises'
import { UpstreamError } from '../errors.ts'
import type { LogEntry, Subject } from './change.ts'
import { epochOf, reaches, timeOf } from './cursor.ts'
import { createInbox, type Inbox } from './inbox.ts'
import type { ChangeLog } from './log.ts'
import { createSequence } from './sequence.ts'
import { createSubjects } from './subjects.ts'

/** What a subscriber is given, always in the order of the log. `cursor` is where to go on after it. */
export type HubItem =
  | { kind: 'CHANGE'; cursor: string; entry: LogEntry }
  /** What was between `from` and `to` cannot be told any more. */
  | { kind: 'GAP'; cursor: string; from: Date; to: Date; reason: string }
  /** What there was has been told, `replayed` Changes of it; the rest comes as it happens. Once in each subscription. */
  | { kind: 'CAUGHT_UP'; cursor: string; replayed: number }

export type HubSubscription<Told> = {
  /** Whether a Change is of any interest. Asked more than once for some, so it must remember nothing. */
  wants(entry: LogEntry): boolean
  /** The one record that an entry must be about, to be asked for at all: of thousands who each follow one, none is asked about the others'. @default any */
  about?: Subject | undefined
  /** What an item is for this subscriber; undefined for nothing. Asked once for each, in order. */
  tell(item: HubItem): Told | undefined
  /** The cursor of the last item that the subscriber knows. @default that of the newest Change there is */
  after?: string | null | undefined
  /** Ends the subscription with the signal's reason. */
  signal?: AbortSignal | undefined
  /** Called once, when the subscription is over. */
  left?(): void
}

/** `return` ends a subscription at once, also one that waits for news. To be asked for one item after the other. */
export type Stream<Told> = Required<Pick<AsyncIterableIterator<Told, undefined, undefined>, 'next' | 'return'>> & AsyncIterable<Told>

export type Hub = {
  /**
   * Everything after a cursor: what the log has, then what comes. In between nothing is lost and nothing is told twice. Nobody waits for a
   * subscriber that does not keep up: it is given the rest out of the log, when it asks for more.
   *
   * `next` rejects with a retryable `UpstreamError` when the log has to be read, and cannot be for some seconds.
   */
  subscribe<Told>(subscription: HubSubscription<Told>): Stream<Told>
  /** Whether what an entry says of its record is newer than what others have said before it: see `createSequence`. */
  isNews(entry: LogEntry): boolean
  /** How many subscriptions there are. */
  size(): number
  /** Whether one of them is about records of this kind: `conversation`. */
  follows(type: string): boolean
  /** Ends every subscription, and any later one, with this error. */
  end(reason: Error): void
  /** Follows the log no more. */
  dispose(): Promise<void>
}

const nothing: Omit<LogEntry['change'], 'about'> = { topic: '', origin: 'WEBHOOK', occurredAt: new Date(0), forget: [], erase: [] }

/** How many entries are read out of the log at once. */
const BATCH = 200
/** One late answer makes everybody be refused until the next one comes in time, which it mostly does at once. */
const RETRY_MS = 100
const MOST_TRIES = 20

/**
 * Tells the subscribers of one process what is in the log.
 *
 * @param options.maxQueued how many entries are held for a subscriber that does not ask for them; what is more it is given out of the log
 */
export function createHub({ log, maxQueued = 256 }: { log: ChangeLog; maxQueued?: number }): Hub {
  const inboxes = createSubjects<Inbox>()
  const asked = new Set<Pick<HubSubscription<unknown>, 'wants' | 'about'>>()
  const sequence = createSequence()
  let ended: Error | undefined
  /** Up to here everybody has been told. */
  let toldUpTo = log.position()

  const unfollow = log.follow({
    onChange(entry) {
      // of all, also while nobody subscribes: whoever comes between two that came in the wrong order is not to believe the second
      sequence.isNews(entry)
      inboxes.forEachAbout(entry.change.about, (inbox) => void inbox.take(entry))
      toldUpTo = entry.cursor
    },
    onGap(position) {
      inboxes.forEach((inbox) => void inbox.fallBehind(toldUpTo))
      toldUpTo = position
    },
  })

  type What = Pick<HubSubscription<unknown>, 'wants' | 'about' | 'after'>

  async function* itemsOf({ wants, about, after }: What, inbox: Inbox): AsyncGenerator<HubItem> {
    const read = <T>(question: () => Promise<T>) => patiently(question, inbox)
    let at = after ?? (await read(log.head))
    let replayed = 0
    let isCaughtUp = false
    while (!inbox.hasEnded()) {
      // whatever was in it is in the log too
      inbox.clear()
      for (let isMore = true; isMore; ) {
        const { entries, gap } = await read(() => log.read(at, BATCH))
        if (gap) {
          const [from, first] = [at, entries[0]]
          at = first?.previous ?? (await read(log.head))
          yield gapBetween(from, at, first ? timeOf(first.cursor) : log.clockMs())
        }
        for (const entry of entries) {
          at = entry.cursor
          if (!isAbout(entry, about) || !wants(entry)) continue
          if (!isCaughtUp) replayed += 1
          yield { kind: 'CHANGE', cursor: at, entry }
        }
        isMore = entries.length === BATCH
      }
      if (!isCaughtUp) yield { kind: 'CAUGHT_UP', cursor: at, replayed }
      isCaughtUp = true
      for (let entry = await inbox.next(); entry; entry = await inbox.next()) {
        // of a log that was lost between what was read of it and what is followed: only the log can say what comes after what
        if (epochOf(at) !== epochOf(entry.cursor)) break
        if (reaches(at, entry.cursor)) continue
        at = entry.cursor
        yield { kind: 'CHANGE', cursor: at, entry }
      }
      const passed = inbox.passed()
      if (passed !== undefined && reaches(passed, at)) at = passed
    }
  }

  return {
    subscribe<Told>({ tell, signal, left, ...what }: HubSubscription<Told>): Stream<Told> {
      const { about } = what
      const inbox = createInbox({ maxQueued, wants: what.wants })
      const items = itemsOf(what, inbox)
      const abort = () => inbox.end(signal?.reason)
      inboxes.add(inbox, about)
      asked.add(what)
      signal?.addEventListener('abort', abort)
      if (signal?.aborted) abort()
      if (ended) inbox.end(ended)

      let isOver = false
      function leave() {
        if (isOver) return
        isOver = true
        inboxes.delete(inbox, about)
        asked.delete(what)
        signal?.removeEventListener('abort', abort)
        inbox.end()
        left?.()
      }

      return {
        async next() {
          try {
            while (!isOver && !inbox.hasEnded()) {
              const { value, done } = await items.next()
              if (done || inbox.hasEnded()) break
              const told = tell(value)
              if (told !== undefined) return { value: told, done: false }
            }
          } catch (error) {
            // whoever has left is not told of what failed since
            if (isOver) return { value: undefined, done: true }
            leave()
            throw error
          }
          leave()
          return { value: undefined, done: true }
        },
        return() {
          leave()
          return Promise.resolve({ value: undefined, done: true })
        },
        [Symbol.asyncIterator]() {
          return this
        },
      }
    },
    isNews: sequence.isNews,
    size: inboxes.size,
    follows(type) {
      // nobody remembers what they were asked: one about no record there is tells whether others would be wanted
      const entry = { cursor: '', previous: '', change: { ...nothing, about: [{ type, id: '' }] } }
      return [...asked].some(({ about, wants }) => (about ? about.type === type : wants(entry)))
    },
    end(reason) {
      ended = reason
      inboxes.forEach((inbox) => void inbox.end(reason))
    },
    dispose() {
      unfollow()
      return Promise.resolve()
    },
  }
}

/** What the log answers, as soon as it does. */
async function patiently<T>(question: () => Promise<T>, inbox: Inbox): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await question()
    } catch (cause) {
      if (tries === MOST_TRIES || inbox.hasEnded()) throw unreadable(cause)
      await delay(RETRY_MS)
    }
  }
}

const unreadable = (cause: unknown) =>
  new UpstreamError(
    'UPSTREAM_UNREACHABLE',
    'The log of changes cannot be read now: subscribe again, behind the last event that you know.',
    {
      retryable: true,
      cause,
    },
  )

const isAbout = ({ change }: LogEntry, about: Subject | undefined) =>
  !about || change.about.some(({ type, id }) => type === about.type && id === about.id)

function gapBetween(from: string, to: string, toMs: number): HubItem {
  const isOtherLog = epochOf(from) !== epochOf(to)
  const reason = isOtherLog
    ? 'The cursor is of a log of changes that is no more.'
    : 'The changes after this cursor are older than the log of changes goes back.'
  return { kind: 'GAP', cursor: to, from: new Date(timeOf(from)), to: new Date(toMs), reason }
}
