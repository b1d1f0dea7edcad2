import { builder } from '../../api/builder.ts'
import { ContactByInput } from '../contacts/graphql-by.ts'
import { AssignInput } from '../conversations/graphql-assign.ts'

const attributes = {
  type: 'JSONObject',
  description:
    'Attributes by name, as the type of ticket defines them: texts, numbers, yes or no, instants as `DateTime`, and of a list one of its options. Title and description are "_default_title_" and "_default_description_".',
} as const

export const TicketCreateInput = builder.inputType('TicketCreateInput', {
  description: 'A new ticket.',
  fields: (t) => ({
    type: t.id({ required: true, description: 'The type of ticket.' }),
    contacts: t.field({ type: [ContactByInput], required: true, description: 'Whom it is for: one contact, as Intercom takes no more.' }),
    company: t.id({ description: 'The company it is for.' }),
    attributes: t.field(attributes),
    assignTo: t.field({ type: AssignInput, description: 'Who it is given to.' }),
    linkConversation: t.id({ description: 'A conversation that it hangs together with.' }),
  }),
})

export const TicketUpdateInput = builder.inputType('TicketUpdateInput', {
  description: 'What is to be changed. What is left out stays as it is; null takes it away, an attribute by its name.',
  fields: (t) => ({
    attributes: t.field(attributes),
    state: t.id({ description: 'The state that it comes to, one of those of its type.' }),
    open: t.boolean({ description: 'Whether it is open. Null is the same as nothing.' }),
    shared: t.boolean({ description: 'Whether the customer can see it. Null is the same as nothing.' }),
    snoozedUntil: t.field({ type: 'DateTime', description: 'Until when it is put off, to the second.' }),
    assignTo: t.field({
      type: AssignInput,
      description: 'Who it is given to. Null takes it from the teammate who has it, as `unassign` does.',
    }),
    company: t.id({ description: 'The company it is for.' }),
  }),
})
