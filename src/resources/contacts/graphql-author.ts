import { builder } from '../../api/builder.ts'
import { costsShared } from '../../api/guard/price.ts'
import { AdminType, adminReferences, adminsStartEarly } from '../admins/graphql.ts'
import { ContactType, contactReferences } from './graphql.ts'
import type { Author } from './model-author.ts'

const AuthorKindEnum = builder.enumType('AuthorKind', {
  description: 'What kind of author this is.',
  values: {
    CONTACT: { description: 'A user or a lead.' },
    ADMIN: { description: 'A teammate.' },
    TEAM: { description: 'A team as a whole.' },
    BOT: { description: 'A bot, Fin among them, or a workflow that speaks as one.' },
    UNKNOWN: { description: 'Something else; `rawKind` has the word for it.' },
  } as const,
})

/** Beside every row that says who did something. A person is loaded only for what the snapshot does not hold. */
export const AuthorType = builder.objectRef<Author>('Author').implement({
  description:
    'The person behind a message or a deed, as Intercom recorded them then: at no call, and also when they are gone. `contact` and `admin` lead to who they are today.',
  fields: (t) => ({
    kind: t.field({ type: AuthorKindEnum, description: 'What kind of author.', resolve: ({ kind }) => kind }),
    rawKind: t.exposeString('rawKind', { description: "Intercom's word for the kind." }),
    intercomId: t.exposeString('intercomId', { nullable: true, description: "Intercom's id of the person, team or bot." }),
    displayName: t.string({
      nullable: true,
      description: 'How they were called: their name, else their e-mail address.',
      resolve: ({ name, email }) => name ?? email,
    }),
    email: t.expose('email', { type: 'EmailAddress', nullable: true, description: 'Their e-mail address at the time.' }),
    isAiAgent: t.exposeBoolean('isAiAgent', { description: "It was Intercom's AI agent." }),
    contact: t.field({
      type: ContactType,
      nullable: true,
      description: 'The contact as they are now; null when it was not one, or they are gone.',
      extensions: costsShared,
      resolve: ({ kind, intercomId }, _, context, info) => contactReferences.one(kind === 'CONTACT' ? intercomId : null, context, info),
    }),
    admin: t.field({
      type: AdminType,
      nullable: true,
      description: 'The teammate as they are now; null when it was not one, or they left.',
      extensions: adminsStartEarly,
      resolve: ({ kind, intercomId }, _, context, info) => adminReferences.one(kind === 'ADMIN' ? intercomId : null, context, info),
    }),
  }),
})
