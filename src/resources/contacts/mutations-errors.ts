import { builder } from '../../api/builder.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { AmbiguousMatchErrorType } from '../../api/mutations/error-types.ts'
import { ContactType, contactReferences } from './graphql.ts'

builder.objectField(AmbiguousMatchErrorType, 'candidates', (t) =>
  t.field({
    type: [ContactType],
    // one that cannot be read, or may not, takes away nothing of what other mutations of the document have done
    nullable: true,
    description:
      'The contacts that fit; null where one of them cannot be read. One call for all of them, where more than ids are selected.',
    extensions: costsCalls(1),
    resolve: ({ candidates = [] }, _, context, info) => contactReferences.many(candidates, context, info),
  }),
)
