import { safeUrl } from '../../api/bodies/content.ts'
import { builder } from '../../api/builder.ts'
import { ViewerType } from '../../api/callers/viewer-type.ts'
import type { Context } from '../../api/context.ts'
import { startsEarly } from '../../api/early.ts'
import { IntercomObject, Node, registerNode } from '../../api/node.ts'
import { referenceFields, referencesTo } from '../../api/references.ts'
import { checkId } from '../../intercom/ids.ts'
import { WorkspaceType } from '../workspace/graphql.ts'
import type { Admin } from './model.ts'

const warm = (context: Context) => context.services.admins.warm()

/** For fields that lead to an admin: the list of all of them waits for nothing, and a reference needs no list. */
export const adminsStartEarly = startsEarly(warm, { embedded: referenceFields, of: 'Admin' })

export const adminReferences = referencesTo<Admin>('Admin', ({ admins }) => admins.getMany)

const AwayModeType = builder.objectRef<Admin['awayMode']>('AwayMode').implement({
  description: 'Whether a teammate is away, and what happens meanwhile.',
  fields: (t) => ({
    enabled: t.exposeBoolean('enabled', { description: 'They are away.' }),
    reassign: t.exposeBoolean('reassign', { description: 'Replies to their conversations go to the default inbox meanwhile.' }),
    reason: t.exposeString('reason', { nullable: true, description: "Intercom's id of the reason they gave." }),
  }),
})

export const AdminType = builder.objectRef<Admin>('Admin').implement({
  description:
    'A teammate. Intercom announces who is away, who comes and who leaves; any other change shows when the cached list has expired.',
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Their name.' }),
    displayName: t.exposeString('name', { description: 'Their name, as for every person of the graph.' }),
    email: t.expose('email', { type: 'EmailAddress', nullable: true, description: 'Their e-mail address.' }),
    jobTitle: t.exposeString('jobTitle', { nullable: true, description: 'What they do.' }),
    avatarUrl: t.field({ type: 'URL', nullable: true, description: 'Their picture.', resolve: (admin) => safeUrl(admin.avatarUrl) }),
    awayMode: t.field({ type: AwayModeType, description: 'Whether they are away.', resolve: (admin) => admin.awayMode }),
    hasInboxSeat: t.exposeBoolean('hasInboxSeat', { description: 'They can work in the Inbox.' }),
  }),
})

registerNode<Admin>('Admin', {
  check: (id) => checkId('admin', id),
  load: (id, context) => context.load(context.services.admins.getMany, id),
})

builder.objectField(WorkspaceType, 'admins', (t) =>
  t.field({
    type: [AdminType],
    nullable: true,
    description: 'All teammates.',
    extensions: startsEarly(warm),
    resolve: async (_, __, context) => [...(await context.services.admins.all())],
  }),
)

builder.objectField(ViewerType, 'admin', (t) =>
  t.field({
    type: AdminType,
    nullable: true,
    description:
      "In whose name this caller acts in Intercom: the teammate who it is, or whom the operator chose for it, else the one who owns the gateway's access token. Null for an end customer.",
    extensions: startsEarly(
      (context) => {
        if (context.viewer.kind !== 'CONTACT') warm(context)
      },
      { embedded: referenceFields },
    ),
    resolve: async ({ kind, actingAdminId }, _, context, info) => {
      if (kind === 'CONTACT') return null
      return adminReferences.one(actingAdminId ?? (await context.services.workspace.get()).adminId, context, info)
    },
  }),
)
