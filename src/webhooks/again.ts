import type { Delivery } from '../changes/deliveries.ts'
import { type Handled, type HandleOptions, handle, UnhandledError, type WebhookHouse } from './handling.ts'
import { readNotification } from './notification.ts'

/** What another try came to. `gone`: there is no notification left to be tried. */
export type Again = Extract<Handled, { kind: 'known' }> | { kind: 'failed'; error: UnhandledError } | { kind: 'gone' }

/** Handles the notification of a delivery once more, as it came. Rejects as the log does while it cannot be reached, and has done nothing then. */
export async function handleAgain(
  house: WebhookHouse,
  { notificationId }: Delivery,
  options: Pick<HandleOptions, 'timeoutMs' | 'dedupeId' | 'isToldAgain'>,
): Promise<Again> {
  const text = await house.changes.payload(notificationId)
  if (text === undefined) return { kind: 'gone' }
  try {
    const handled = await handle(house, readNotification(Buffer.from(text)).notification, options)
    if (handled.kind === 'known') return handled
    throw new UnhandledError(`It does not say which record it is about, or its topic is ${handled.kind}.`, null)
  } catch (error) {
    if (error instanceof UnhandledError) return { kind: 'failed', error }
    throw error
  }
}

export const gone = 'The notification itself is gone: its time was up, or it was erased.'
