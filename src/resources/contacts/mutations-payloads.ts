import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { handOn, payloadType } from '../../api/mutations/payload.ts'
import { ContactEdgeType, ContactType, contactEdge } from './graphql.ts'
import type { Contact } from './model.ts'

/** What was written is at hand; only what is asked beside it takes a call. */
type Ids = { contactId: string }

const load = (id: string | undefined, context: Context) => (id === undefined ? null : context.load(context.services.contacts.getMany, id))

export const ContactPayload = payloadType<Ids>('ContactPayload', 'What a mutation of a contact came to.')
builder.objectFields(ContactPayload, (t) => ({
  contact: t.field({
    type: ContactType,
    nullable: true,
    description: 'The contact as it is now; null for one that is archived, of which Intercom tells nothing.',
    extensions: costsCalls(0),
    resolve: ({ contactId }, _, context) => load(contactId, context),
  }),
  edge: t.field({
    type: ContactEdgeType,
    nullable: true,
    description: 'The contact as an edge at the head of `Query.contacts` without a filter, to be put into a list.',
    extensions: costsCalls(0),
    async resolve({ contactId }, _, context) {
      const contact = await load(contactId, context)
      return contact && contactEdge(contact, context)
    },
  }),
}))

type Done<Result> = { result: Result; taken: Contact | null | undefined }

/** Puts what Intercom answered where the payload's fields look for it, and names it. */
export function payloadOf<Result extends Ids>({ result, taken }: Done<Result>, context: Context): Result {
  handOn(context, context.services.contacts.getMany, result.contactId, taken ?? undefined)
  return result
}
