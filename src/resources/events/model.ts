import type * as Intercom from '../../intercom/types.ts'
import { instantOrEpoch, textFrom } from '../../intercom/values.ts'

/** Something that a contact did, as the customer's own app told it. */
export type DataEvent = { name: string; occurredAt: Date; metadata: Record<string, unknown>; contactId: string }

/** How often a contact did something. */
export type DataEventSummary = { name: string; first: Date | null; last: Date | null; count: number; description: string | null }

/** A page of a contact's events, the newest first. */
export type DataEventPage = { events: readonly DataEvent[]; next: string | null }

/** What was asked for, and what came. */
export type DataEventAnswer = { contactId: string; before: string | null; events: readonly Intercom.DataEvent[]; next: string | null }

export const dataEventPageFromIntercom = ({ contactId, events, next }: DataEventAnswer): DataEventPage => ({
  next,
  events: events.map((event) => ({
    name: event.event_name ?? '',
    occurredAt: instantOrEpoch(event.created_at),
    metadata: event.metadata ?? {},
    contactId,
  })),
})

export const dataEventSummaryFromIntercom = ({ name, first, last, count, description }: Intercom.DataEventSummary): DataEventSummary => ({
  name: name ?? '',
  first: instantOfText(first),
  last: instantOfText(last),
  count: count ?? 0,
  description: textFrom(description),
})

/** Instants are text in summaries, sometimes with a space behind them (OpenAPI 2.14, schema data_event_summary_item). */
function instantOfText(text: string | null | undefined): Date | null {
  const date = new Date(text?.trim() || Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}
