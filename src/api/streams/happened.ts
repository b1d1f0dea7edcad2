import type { builder } from '../builder.ts'
import { EventOriginEnum } from './stream-types.ts'

type Happened = { occurredAt: Date; origin: 'WEBHOOK' | 'GATEWAY_WRITE' | 'RECONCILED'; topic: string }

/** When, how known, and Intercom's word for it: what each event says, whatever it is about. @param example a topic */
export const happenedFields = <Event extends Happened>(t: FieldsOf<Event>, example: string) => ({
  occurredAt: t.field({
    type: 'DateTime',
    description: 'When it happened in Intercom, to the second; the order is that of the cursors.',
    resolve: ({ occurredAt }) => occurredAt,
  }),
  origin: t.field({ type: EventOriginEnum, description: 'How the gateway learned of it.', resolve: ({ origin }) => origin }),
  topic: t.string({ description: `Intercom's word for it: \`${example}\`.`, resolve: ({ topic }) => topic }),
})

type FieldsOf<Model> = Parameters<
  NonNullable<NonNullable<Parameters<ReturnType<typeof builder.objectRef<Model>>['implement']>[0]>['fields']>
>[0]
