import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { payloadType } from '../../api/mutations/payload.ts'
import { ContactByInput, contactIdOf, placeOf } from '../contacts/graphql-by.ts'
import { checkedEvent } from './mutations-rules.ts'

export const DataEventInput = builder.inputType('DataEventInput', {
  description: 'Something that a contact did.',
  fields: (t) => ({
    name: t.string({
      required: true,
      description: 'What, as a verb in the past and a noun: "created-booking". A new name is a new kind of event.',
    }),
    contact: t.field({ type: ContactByInput, required: true, description: 'Who, users and leads.' }),
    occurredAt: t.field({
      type: 'DateTime',
      description:
        'When, to the second, within the last 90 days; now unless said. Say it where the same event may be sent again: it is one then.',
    }),
    metadata: t.field({
      type: 'JSONObject',
      description:
        'What else there is to say of it, under up to ten keys: texts, numbers, `{ url, value }` for a link, `{ amount, currency }` for money, in cents. Under keys that end in `_date` numbers are unix seconds.',
    }),
  }),
})

const DataEventPayload = payloadType<{ accepted: boolean; warnings: string[] }>('DataEventPayload', 'What became of an event.')
builder.objectFields(DataEventPayload, (t) => ({
  accepted: t.boolean({
    description: 'Intercom has taken it. It says so too of one that it had already, which stays as it was.',
    resolve: ({ accepted = false }) => accepted,
  }),
  warnings: t.stringList({
    description: 'What Intercom makes of it that may not be meant. Empty where there is nothing to say, and where it was not accepted.',
    resolve: ({ warnings = [] }) => warnings,
  }),
}))

builder.mutationField('dataEventTrack', (t) =>
  t.field({
    authScopes: needs('EVENTS_WRITE'),
    type: DataEventPayload,
    description:
      'Tells Intercom of something that a contact did. Events of one contact with the same name in the same second are one. What Intercom would leave out without a word is refused before it is sent.',
    args: { input: t.arg({ type: DataEventInput, required: true, description: 'What happened.' }) },
    extensions: costsCalls(2),
    async resolve(_, { input }, context) {
      const { event, warnings } = checkedEvent(input, ['input'], Date.now(), context.services.events.catalogue)
      const contactId = await contactIdOf(input.contact, context, 'input.contact')
      const fields = {
        event_name: ['input', 'name'],
        created_at: ['input', 'occurredAt'],
        not_found: placeOf(input.contact, 'input.contact'),
      }
      const { result } = await sentAs(fields, () => context.services.events.write.track(contactId, event))
      return { ...result, warnings }
    },
  }),
)
