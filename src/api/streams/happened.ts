import type { builder } from '../builder.ts'
import { EventOriginEnum } from './stream-types.ts'

type Occurred = { occurredAt: Date; origin: 'WEBHOOK' | 'GATEWAY_WRITE' | 'RECONCILED' }

/** When, and how known. */
export const occurredFields = <Event extends Occurred>(t: FieldsOf<Event>) => ({
  occurredAt: t.field({
    type: 'DateTime',
    description: 'When it happened in Intercom, to the second; the order is that of the cursors.',
    resolve: ({ occurredAt }) => occurredAt,
  }),
  origin: t.field({ type: EventOriginEnum, description: 'How the gateway learned of it.', resolve: ({ origin }) => origin }),
})

/** When, how known, and Intercom's word for it: what each event says, whatever it is about. @param example a topic */
export const happenedFields = <Event extends Occurred & { topic: string }>(t: FieldsOf<Event>, example: string) => ({
  ...occurredFields<Event>(t),
  topic: t.string({ description: `Intercom's word for it: \`${example}\`.`, resolve: ({ topic }) => topic }),
})

/** As much of the fields of an object or an interface as both have. */
type FieldsOf<Model> = Pick<
  Parameters<NonNullable<NonNullable<Parameters<ReturnType<typeof builder.objectRef<Model>>['implement']>[0]>['fields']>>[0],
  'field' | 'string'
>
