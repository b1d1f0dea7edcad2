import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { asRequest, streamOf } from '../../api/streams/stream.ts'
import { afterArg, StreamCaughtUpType, StreamGapType } from '../../api/streams/stream-types.ts'
import { CompanyChangedType } from './graphql-changed.ts'
import { type CompanyEvent, eventFrom } from './model-event.ts'

const CompanyStreamItem = builder.unionType('CompanyStreamItem', {
  description: 'What a stream of companies tells.',
  types: [CompanyChangedType, StreamGapType, StreamCaughtUpType],
})

builder.subscriptionField('companyEvents', (t) =>
  t.field({
    type: CompanyStreamItem,
    description: 'What happens to companies. An event costs no call as long as only what it says itself is selected.',
    authScopes: needs('CONTACTS_READ'),
    args: { after: t.arg(afterArg) },
    subscribe: (_, { after }, context) =>
      streamOf<CompanyEvent>(context, { after, wants: ({ change }) => change.about[0]?.type === 'company', eventOf: eventFrom }),
    resolve: (item, _, context) => asRequest(item, context),
  }),
)
