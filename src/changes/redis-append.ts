import type { ChangesConfig } from '../config.ts'
import type { Change, LogEntry } from './change.ts'
import { newToken } from './cursor.ts'
import { reconciledDelivery } from './deliveries.ts'
import type { AppendOptions } from './log.ts'
import { isKept } from './payloads.ts'
import { deliveryJson, deliveryToken } from './redis-deliveries.ts'
import type { createLogKeys } from './redis-keys.ts'

type Limits = Omit<ChangesConfig, 'memoryMaxLength'> & { generationTtlMs: number }

/** A merged id stands in bookmarks, mails and other systems: 90 days, from then on it is one that is not there. Some hundred bytes each. */
const MOVES_KEPT_MS = 90 * 86_400_000

/** What `appendScript` is called with for one Change. */
export function appendCall(
  change: Change,
  { payload, delivery = reconciledDelivery(change) }: AppendOptions,
  limits: Limits,
  keys: ReturnType<typeof createLogKeys>,
) {
  const { dedupeId, forget, erase, moves = [], once = [] } = change
  const { maxLength, retentionSeconds, dedupeSeconds, generationTtlMs, payloadSeconds } = limits
  const kept = isKept(change, payload, limits) ? payload : undefined
  return {
    keys: [
      keys.head,
      keys.log,
      dedupeId === undefined ? keys.head : keys.seen(dedupeId),
      dedupeId === undefined ? keys.head : keys.payload(dedupeId),
      keys.deliveries,
      keys.deliveryOrder,
      keys.deliveryAcks,
      keys.lastDelivery,
      ...erase.map(keys.generation),
      ...erase.map(keys.payloadsUnder),
      ...forget.map(keys.generation),
      ...moves.map(({ key }) => keys.moved(key)),
      ...once.map(keys.once),
      ...(kept?.under ?? []).map(keys.generation),
      ...(kept?.under ?? []).map(keys.payloadsUnder),
    ],
    args: [
      newToken(),
      dedupeId === undefined ? 0 : dedupeSeconds * 1000,
      maxLength,
      retentionSeconds * 1000,
      generationTtlMs,
      erase.length,
      forget.length,
      JSON.stringify({ ...change, occurredAt: change.occurredAt.getTime() }),
      kept ? payloadSeconds * 1000 : 0,
      kept?.text ?? '',
      MOVES_KEPT_MS,
      delivery?.notificationId ?? '',
      deliveryToken(),
      change.origin === 'RECONCILED' ? 'reconciled' : 'accepted',
      delivery ? deliveryJson(delivery) : '',
      limits.deliveriesKept,
      limits.deliveriesSeconds * 1000,
      change.occurredAt.getTime(),
      once.length,
      dedupeSeconds * 1000,
      ...moves.map(({ to }) => to),
    ],
  }
}

type WrittenChange = Omit<Change, 'occurredAt'> & { occurredAt: number }

/** An entry of the stream, as the script wrote it. */
export function parseEntry(id: string, fields: readonly string[]): LogEntry {
  const [, epoch, , previous, , written, , isRepeat] = fields as [string, string, string, string, string, string, ...string[]]
  const { occurredAt, ...change } = JSON.parse(written) as WrittenChange
  return {
    cursor: `${epoch}:${id}`,
    previous,
    change: { ...change, occurredAt: new Date(occurredAt) },
    ...(isRepeat === '1' && { isRepeat: true }),
  }
}
