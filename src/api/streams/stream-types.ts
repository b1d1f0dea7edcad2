import { builder } from '../builder.ts'
import type { StreamCaughtUp, StreamGap, StreamItem } from './stream.ts'

builder.subscriptionType({
  description:
    'What happens, as it happens. Each event has a cursor: with the last one that it knows, a client that was away is told what it has missed.',
})

export const EventOriginEnum = builder.enumType('EventOrigin', {
  description: 'How the gateway learned of an event.',
  values: {
    WEBHOOK: { description: 'Intercom announced it.' },
    GATEWAY_WRITE: { description: 'It was done through this gateway.' },
    RECONCILED: { description: 'Nobody announced it; the gateway found it when it looked.' },
  } as const,
})

export const StreamItemInterface = builder.interfaceRef<StreamItem>('StreamItem').implement({
  description: 'Anything that a stream tells.',
  fields: (t) => ({
    cursor: t.expose('cursor', { type: 'EventCursor', description: 'Its place: pass it as `after` to go on behind it.' }),
  }),
})

export const StreamGapType = builder.objectRef<StreamGap>('StreamGap').implement({
  description: 'There were events that cannot be told any more: read anew whatever is shown. What comes after it follows without a gap.',
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'When the last known event before it was.' }),
    to: t.expose('to', { type: 'DateTime', description: 'Up to when events are missing.' }),
    reason: t.exposeString('reason', { description: 'Why, in words.' }),
  }),
})

export const StreamCaughtUpType = builder.objectRef<StreamCaughtUp>('StreamCaughtUp').implement({
  description:
    'What had happened before is told; the rest comes as it happens. Once in each stream, at its beginning when nothing was missed.',
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    replayed: t.exposeInt('replayed', { description: 'How many changes of what the stream is about happened meanwhile.' }),
  }),
})

/** Where a stream begins. */
export const afterArg = {
  type: 'EventCursor',
  description: 'The cursor of the last event that the client knows: what came after it is told first. Without it the stream begins now.',
} as const
