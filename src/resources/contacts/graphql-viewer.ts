import { builder } from '../../api/builder.ts'
import { ViewerType } from '../../api/callers/viewer-type.ts'
import { selectedAt } from '../../api/selection.ts'
import { ForbiddenError } from '../../errors.ts'
import { ContactType } from './graphql.ts'

/**
 * What an end customer may read of themselves: what they or their app said of them. Not what teammates and the workspace make of them, and nothing
 * that leads on to another record, since what stands behind that is not all theirs.
 */
const theirOwn: readonly string[] = [
  ...[
    '__typename',
    'id',
    'intercomId',
    'externalId',
    'role',
    'name',
    'displayName',
    'email',
    'emailDomain',
    'phone',
    'avatarUrl',
    'language',
  ],
  ...['createdAt', 'signedUpAt', 'unsubscribedFromEmails'],
]

builder.objectField(ViewerType, 'contact', (t) =>
  t.field({
    type: ContactType,
    nullable: true,
    description: `Which contact an end customer is; null for all other callers. Of themselves they may read ${theirOwn.slice(1).join(', ')}.`,
    resolve: ({ contactId }, _, context, info) => {
      if (contactId === null) return null
      const others = selectedAt(info, []).flatMap(({ name }) => (theirOwn.includes(name.value) ? [] : name.value))
      if (others.length > 0)
        throw new ForbiddenError(
          `Contact.${others[0]} is not for end customers: with a token of their own they may read of themselves ${theirOwn.slice(1).join(', ')}.`,
        )
      return context.load(context.services.contacts.getMany, contactId)
    },
  }),
)
