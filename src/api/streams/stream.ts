import type { LogEntry, Said, Subject } from '../../changes/change.ts'
import type { HubItem, Stream } from '../../changes/hub.ts'
import { UnauthenticatedError } from '../../errors.ts'
import { currentScope } from '../../monitoring/request-scope.ts'
import type { Viewer } from '../callers/viewer.ts'
import type { Context } from '../context.ts'
import { saidBy } from '../filters/said.ts'

/** What a stream of the graph consists of. */
export type StreamItem = { readonly __typename: string; readonly cursor: string }

export type StreamGap = StreamItem & { __typename: 'StreamGap'; from: Date; to: Date; reason: string }
export type StreamCaughtUp = StreamItem & { __typename: 'StreamCaughtUp'; replayed: number }

type StreamOf<Event> = {
  /**
   * Where the client began; what its transport says (`Last-Event-ID`, `extensions.resumeFrom`) comes before it: a browser that connects again repeats
   * the document and its variables, and says beside them how far it has come since.
   */
  after: string | null | undefined
  /** The one record that the stream is about; entries about others it is not asked of. @default any */
  about?: Subject | undefined
  /** Whether an entry may be an event of this stream. Must remember nothing. */
  wants(entry: LogEntry): boolean
  /**
   * The event, or undefined when there is none for this caller. Asked once for each entry, in order. What the event is may depend on the entry, the
   * arguments and what the caller may see, and on nothing else: it is told to all who have these in common. `said`: what the entry says of its record.
   */
  eventOf(entry: LogEntry, said: Said): Event | undefined
}

/** A field's `subscribe`: the events after a cursor, with the marks of what was missed and of where the past ends. */
export function streamOf<Event extends StreamItem>(
  context: Context,
  { after, about, wants, eventOf }: StreamOf<Event>,
): Stream<Event | StreamGap | StreamCaughtUp> {
  const { signal, stop } = whileKnown(context.viewer)
  return context.changes.subscribe({
    about,
    wants,
    after: context.resumeFrom ?? after,
    signal,
    left: stop,
    tell: (item) => (item.kind === 'CHANGE' ? eventOf(item.entry, saidBy(item.entry, context.changes.isNews(item.entry))) : markOf(item)),
  })
}

function markOf(item: Exclude<HubItem, { kind: 'CHANGE' }>): StreamGap | StreamCaughtUp {
  const { cursor } = item
  if (item.kind === 'CAUGHT_UP') return { __typename: 'StreamCaughtUp', cursor, replayed: item.replayed }
  return { __typename: 'StreamGap', cursor, from: item.from, to: item.to, reason: item.reason }
}

/**
 * A field's `resolve`: an item is answered like a request of its own, behind the fence; and its cursor is known to the transport, whatever the
 * client selects of it.
 */
export async function asRequest<Item extends StreamItem>(item: Item, context: Context): Promise<Item> {
  const scope = currentScope()
  if (scope) scope.eventCursor = item.cursor
  await context.renew()
  return item
}

/** The longest that a timer of Node's runs. */
const longestMs = 2 ** 31 - 1

/** The signal aborts when a token expires, unless it is stopped before. There is none for callers who hold a key. */
export function whileKnown({ expiresAt }: Viewer): { signal?: AbortSignal; stop(): void } {
  if (expiresAt === null) return { stop() {} }
  const ending = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    const leftMs = expiresAt.getTime() - Date.now()
    if (leftMs <= 0) return ending.abort(new UnauthenticatedError('The token has expired: connect again with a new one; no event is lost.'))
    timer = setTimeout(wait, Math.min(leftMs, longestMs)).unref()
  }
  wait()
  return { signal: ending.signal, stop: () => clearTimeout(timer) }
}
