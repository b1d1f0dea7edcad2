import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { handOn, payloadType } from '../../api/mutations/payload.ts'
import { AdminType } from './graphql.ts'
import { actingAdmin } from './graphql-acting.ts'

const AdminPayload = payloadType<{ adminId: string }>('AdminPayload', 'What a mutation of a teammate came to.')
builder.objectField(AdminPayload, 'admin', (t) =>
  t.field({
    type: AdminType,
    nullable: true,
    description: 'The teammate as they are now. One call, as Intercom answers without their picture.',
    resolve: ({ adminId }, _, context) => (adminId === undefined ? null : context.load(context.services.admins.getMany, adminId)),
  }),
)

builder.mutationField('adminAwaySet', (t) =>
  t.field({
    authScopes: needs('CONVERSATIONS_WRITE'),
    type: AdminPayload,
    description: 'Says that a teammate is away, or is back. Of another than the one of `viewer.admin` it needs the scope ACT_AS_ADMIN.',
    args: {
      id: t.arg.id({ required: true, description: 'The teammate, by their id, global or as Intercom has it.' }),
      away: t.arg.boolean({ required: true, description: 'They are away; false: they are back.' }),
      reassign: t.arg.boolean({
        defaultValue: false,
        description: 'Replies to their conversations go to the default inbox while they are away.',
      }),
    },
    extensions: costsCalls(2),
    async resolve(_, { id, away, reassign }, context) {
      const adminId = await actingAdmin(id, context, 'id')
      const { admins } = context.services
      const { result } = await sentAs(refusals, () => admins.write.setAway(adminId, { away, reassign: reassign ?? false }))
      handOn(context, admins.getMany, result.adminId, undefined)
      return result
    },
  }),
)

/** Intercom says by its code alone what it is about. A workspace may want a reason of everybody who goes away, for which there is no field. */
const refusals = { admin_not_found: ['id'], away_status_reason_mandatory: ['away'] }
