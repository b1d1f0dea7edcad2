import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { neededWords } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { payloadType } from '../../api/mutations/payload.ts'
import { actingAdmin, actingFields, asArg } from '../admins/graphql-acting.ts'
import { survivorIn } from '../contacts/graphql-by.ts'
import { NoteType } from './graphql.ts'

const NotePayload = payloadType<{ noteId: string }>('NotePayload', 'What a mutation of a note came to.')
builder.objectField(NotePayload, 'note', (t) =>
  t.field({
    type: NoteType,
    nullable: true,
    description: 'The note, from what Intercom answered, at no call.',
    extensions: costsCalls(0),
    resolve: ({ noteId }, _, context) => (noteId === undefined ? null : context.load(context.services.notes.getMany, noteId)),
  }),
)

builder.mutationField('contactNoteCreate', (t) =>
  t.field({
    authScopes: needs('CONTACTS_WRITE'),
    type: NotePayload,
    description: 'Writes a note about a contact, for teammates only.',
    args: {
      id: t.arg.id({ required: true, description: 'The contact, by its id, global or as Intercom has it.' }),
      body: t.arg({ type: 'HTML', required: true, description: 'The words.' }),
      as: t.arg(asArg),
    },
    async resolve(_, { id, body, as }, context) {
      const contactId = await survivorIn(id, context)
      const words = neededWords(body, ['body'])
      const admin = await actingAdmin(as, context)
      const { notes } = context.services
      const create = () => notes.write.createOfContact(contactId, { admin, body: words })
      const { result, taken } = await sentAs({ ...actingFields, user: ['id'], not_found: ['as'] }, create)
      if (taken) context.prime(notes.getMany, result.noteId, taken)
      return result
    },
  }),
)
