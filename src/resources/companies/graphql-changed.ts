import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { globalIdOf } from '../../api/node.ts'
import { happenedFields } from '../../api/streams/happened.ts'
import { StreamItemInterface } from '../../api/streams/stream-types.ts'
import { CompanyType, companyReferences } from './graphql.ts'
import type { CompanyEvent } from './model-event.ts'

export const CompanyChangedType = builder.objectRef<CompanyEvent>('CompanyChanged').implement({
  description:
    'A company is new, not as it was, or gone, or somebody came to it or left it. Intercom announces neither its tags and segments nor notes on it.',
  authScopes: needs('CONTACTS_READ'),
  interfaces: [StreamItemInterface],
  fields: (t) => ({
    ...happenedFields<CompanyEvent>(t, 'company.updated'),
    company: t.field({
      type: CompanyType,
      nullable: true,
      description: 'The company as it is now; null when it is gone. Selecting only `id` or `intercomId` costs no call.',
      resolve: ({ companyId, isDeleted }, _, context, info) => (isDeleted ? null : companyReferences.one(companyId, context, info)),
    }),
    deletedId: t.id({
      nullable: true,
      description: 'The id of a company that was deleted: drop whatever is kept of it. Null for all others.',
      resolve: ({ companyId: id, isDeleted }, _, { workspaceId }) =>
        isDeleted ? globalIdOf({ __typename: 'Company', id }, workspaceId) : null,
    }),
  }),
})
