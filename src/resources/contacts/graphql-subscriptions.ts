import { builder } from '../../api/builder.ts'
import { present } from '../../api/connections/lists.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { needsMoreThan } from '../../api/selection.ts'
import { embeddedSubscriptionTypeFields, SubscriptionTypeType } from '../subscription-types/graphql.ts'
import { ContactType } from './graphql.ts'
import type { Contact } from './model.ts'

type SubscriptionType = typeof SubscriptionTypeType.$inferType

/** What a contact chose about one kind of messages. */
type Subscription = { type: SubscriptionType; optedIn: boolean }

const ContactSubscriptionType = builder.objectRef<Subscription>('ContactSubscription').implement({
  description: 'What a contact explicitly chose about one kind of messages.',
  fields: (t) => ({
    type: t.field({
      type: SubscriptionTypeType,
      description: 'Which messages. `id` and `intercomId` cost no call.',
      resolve: ({ type }) => type,
    }),
    optedIn: t.exposeBoolean('optedIn', { description: 'They asked for them; else they refused them.' }),
  }),
})

const reference = (id: string) => ({ __typename: 'SubscriptionType', id }) as SubscriptionType

/** With more than a contact names, its own list says which, and each type which way: it lists what was chosen other than by default. */
async function listed({ id }: Contact, { services }: Context): Promise<Subscription[]> {
  const types = present(await services.subscriptionTypes.listOfContact(id))
  return types.map((type) => ({ type, optedIn: type.consent === 'OPT_IN' }))
}

async function embedded({ optedInto, optedOutOf }: Contact, context: Context, needsTypes: boolean): Promise<Subscription[]> {
  const chosen = [...optedOutOf.ids.map((id) => ({ id, optedIn: false })), ...optedInto.ids.map((id) => ({ id, optedIn: true }))]
  if (!needsTypes) return chosen.map(({ id, optedIn }) => ({ type: reference(id), optedIn }))
  const types = await context.loadMany(
    context.services.subscriptionTypes.getMany,
    chosen.map(({ id }) => id),
  )
  return present(types.map((type, at) => (type instanceof Error || type === null ? type : { type, optedIn: chosen[at]!.optedIn })))
}

builder.objectField(ContactType, 'subscriptions', (t) =>
  t.field({
    type: [ContactSubscriptionType],
    nullable: true,
    description:
      'The kinds of messages they explicitly took or refused; of the others the type says whether they get them. Ids cost no call when there are at most ten.',
    extensions: costsCalls(1),
    resolve: (contact, _, context, info) => {
      const { optedInto, optedOutOf } = contact
      if (optedInto.hasMore || optedOutOf.hasMore) return listed(contact, context)
      return embedded(contact, context, needsMoreThan(info, embeddedSubscriptionTypeFields, [['type']]))
    },
  }),
)
