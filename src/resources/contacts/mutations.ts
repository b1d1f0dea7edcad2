import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { idArg } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { DeletePayload, deletedPayload } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import { survivorIn } from './graphql-by.ts'
import { ContactCreateInput, ContactUpdateInput, changesIn, newContactIn, sentUnder } from './mutations-inputs.ts'
import { callsOfNew, linkNew, newLinksIn } from './mutations-new-links.ts'
import { ContactPayload, payloadOf } from './mutations-payloads.ts'

type Asked = { input?: typeof ContactCreateInput.$inferInput }

const mayWrite = { authScopes: needs('CONTACTS_WRITE') }
const idOf = (id: string | number, context: Context, argument = 'id') => readId(id, 'Contact', context, argument)
const writesOf = ({ services }: Context) => services.contacts.write

builder.mutationFields((t) => ({
  contactCreate: t.field({
    ...mayWrite,
    type: ContactPayload,
    description:
      'Makes a contact. Where somebody has the external id already, or a user the e-mail address, archived or not, that is a `ConflictError` with whom: see `contactUpsert`. Where one of `tags` and `companies` cannot be put on, `contact` is there beside the error; with them it takes a call where it is asked for.',
    args: { input: t.arg({ type: ContactCreateInput, required: true, description: 'Who.' }) },
    extensions: costsCalls((args) => callsOfNew((args as Asked).input)),
    async resolve(_, { input }, context) {
      const fields = newContactIn(input, context, ['input'])
      const links = newLinksIn(input, context, ['input'])
      const made = payloadOf(await sentAs(sentUnder(input, ['input']), () => writesOf(context).create(fields)), context)
      return linkNew(made, links, context)
    },
  }),
  contactUpdate: t.field({
    ...mayWrite,
    type: ContactPayload,
    description: 'Changes what is said of a contact.',
    args: {
      id: t.arg.id(idArg),
      input: t.arg({ type: ContactUpdateInput, required: true, description: 'What to change.' }),
    },
    async resolve(_, { id, input }, context) {
      const contactId = await survivorIn(id, context)
      const fields = changesIn(input, context, ['input'])
      return payloadOf(await sentAs(sentUnder(input, ['input']), () => writesOf(context).update(contactId, fields)), context)
    },
  }),
  contactArchive: t.field({
    ...mayWrite,
    type: ContactPayload,
    description:
      'Takes a contact out of every list; `contactUnarchive` brings it back. `contact` is null then, which takes a call to find.',
    args: { id: t.arg.id(idArg) },
    extensions: costsCalls(2),
    resolve: async (_, { id }, context) => payloadOf(await writesOf(context).archive(idOf(id, context)), context),
  }),
  contactUnarchive: t.field({
    ...mayWrite,
    type: ContactPayload,
    description: 'Brings a contact back that was archived. The contact takes a call where it is asked for.',
    args: { id: t.arg.id(idArg) },
    extensions: costsCalls(2),
    resolve: async (_, { id }, context) => payloadOf(await writesOf(context).unarchive(idOf(id, context)), context),
  }),
  contactBlock: t.field({
    ...mayWrite,
    type: ContactPayload,
    description:
      'Blocks a contact: it is archived, and so are its conversations. `contact` is null then, which takes a call to find. Intercom’s API has no way to take it back.',
    args: { id: t.arg.id(idArg) },
    extensions: costsCalls(2),
    resolve: async (_, { id }, context) => payloadOf(await writesOf(context).block(idOf(id, context)), context),
  }),
  contactDelete: t.field({
    ...mayWrite,
    type: DeletePayload,
    description: 'Deletes a contact, archived or not, for good.',
    args: { id: t.arg.id(idArg) },
    async resolve(_, { id }, context) {
      const { result } = await writesOf(context).delete(idOf(id, context))
      return deletedPayload('Contact', result.contactId, context)
    },
  }),
}))
