import { builder } from '../../api/builder.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { AmbiguousMatchErrorType } from '../../api/mutations/error-types.ts'
import { ContactType, contactReferences } from './graphql.ts'

builder.objectField(AmbiguousMatchErrorType, 'candidates', (t) =>
  t.field({
    type: [ContactType],
    description: 'The contacts that fit. One call for all of them, where more than ids are selected.',
    extensions: costsCalls(1),
    resolve: ({ candidates = [] }, _, context, info) => contactReferences.many(candidates, context, info),
  }),
)
