import { builder } from '../../api/builder.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { SegmentType } from '../segments/graphql.ts'
import { ContactType } from './graphql.ts'

builder.objectField(ContactType, 'segments', (t) =>
  t.field({
    type: [SegmentType],
    nullable: true,
    description: 'The segments they are in. A call for each contact, or for each segment there is where those are fewer.',
    extensions: costsCalls(1),
    resolve: async (contact, _, context) => [...(await context.load(context.services.contacts.getSegments, contact))],
  }),
)
