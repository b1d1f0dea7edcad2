import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { readId } from '../../api/node.ts'
import { NotFoundError } from '../../errors.ts'
import { survivorIn } from './graphql-by.ts'
import { ContactPayload, payloadOf } from './mutations-payloads.ts'

builder.mutationField('contactSubscriptionSet', (t) =>
  t.field({
    authScopes: needs('CONTACTS_WRITE'),
    type: ContactPayload,
    description:
      'Says whether a contact takes a kind of messages. Where that is so by default, a choice that says otherwise is taken back. The contact takes a call where it is asked for, and so does the list of kinds where it is not cached.',
    args: {
      contact: t.arg.id({ required: true, description: 'The contact, by its id, global or as Intercom has it.' }),
      type: t.arg.id({ required: true, description: 'Which messages, by the id of the subscription type.' }),
      optedIn: t.arg.boolean({ required: true, description: 'They take them; else they refuse them.' }),
    },
    extensions: costsCalls(4),
    async resolve(_, { contact, type, optedIn }, context) {
      const contactId = await survivorIn(contact, context, 'contact')
      const typeId = readId(type, 'SubscriptionType', context, 'type')
      const known = await context.load(context.services.subscriptionTypes.getMany, typeId)
      if (!known) throw new NotFoundError(`There is no subscription type under the id ${typeId}.`, { path: ['type'], id: typeId })
      const choice = { type: typeId, consent: known.consent, optedIn }
      const { choose, unchoose } = context.services.contacts.write
      const isByDefault = optedIn === (known.consent === 'OPT_OUT')
      try {
        return payloadOf(
          await sentAs({ user: ['contact'], not_found: ['type'] }, () => (isByDefault ? unchoose : choose)(contactId, choice)),
          context,
        )
      } catch (error) {
        if (!isByDefault || !(error instanceof NotFoundError) || !(await isThere(contactId, context))) throw error
        return { contactId }
      }
    },
  }),
)

/** What nobody has chosen cannot be taken back, and Intercom says so in the words for a contact that is not there. */
async function isThere(contactId: string, context: Context): Promise<boolean> {
  context.unload(context.services.contacts.getMany, contactId)
  return (await context.load(context.services.contacts.getMany, contactId)) !== null
}
