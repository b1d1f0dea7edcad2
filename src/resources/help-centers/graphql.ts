import { safeUrl } from '../../api/bodies/content.ts'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { startsEarly } from '../../api/early.ts'
import { IntercomObject, Node, readId, registerNode } from '../../api/node.ts'
import { referenceFields, referencesTo } from '../../api/references.ts'
import { checkId } from '../../intercom/ids.ts'
import type { HelpCenter } from './model.ts'

/** For fields that lead to a help center: the list of all of them waits for nothing, and a reference needs no list. */
export const helpCentersStartEarly = startsEarly((context) => context.services.helpCenters.warm(), { embedded: referenceFields })

export const helpCenterReferences = referencesTo<HelpCenter>('HelpCenter', ({ helpCenters }) => helpCenters.getMany)

export const HelpCenterType = builder.objectRef<HelpCenter>('HelpCenter').implement({
  description:
    'A public site that articles are shown on. Intercom announces no changes of help centers: one shows when the cached list has expired.',
  authScopes: needs('CONTENT_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    identifier: t.exposeString('identifier', { description: 'Its name in its address.' }),
    displayName: t.exposeString('displayName', { nullable: true, description: 'What teammates call it; visitors do not see this.' }),
    url: t.field({ type: 'URL', nullable: true, description: 'Where it is.', resolve: ({ url }) => safeUrl(url) }),
    customDomain: t.exposeString('customDomain', { nullable: true, description: 'Your own domain that it is served on.' }),
    live: t.exposeBoolean('live', { description: 'It is turned on: visitors can see it.' }),
  }),
})

registerNode<HelpCenter>('HelpCenter', {
  check: (id) => checkId('help center', id),
  load: (id, context) => context.load(context.services.helpCenters.getMany, id),
})

const HelpCenterByInput = builder.inputRef<{ id?: string | number | null; identifier?: string | null }>('HelpCenterBy').implement({
  description: 'One help center, by exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Its id, global or as Intercom has it.' }),
    identifier: t.string({ description: 'Its name in its address.' }),
  }),
})

builder.queryFields((t) => ({
  helpCenter: t.field({
    type: HelpCenterType,
    nullable: true,
    description: 'One help center, or null.',
    args: { by: t.arg({ type: HelpCenterByInput, required: true, description: 'Which one.' }) },
    resolve: (_, { by }, context) => {
      const { helpCenters } = context.services
      if (typeof by.identifier === 'string') return helpCenters.getByIdentifier(by.identifier)
      return context.load(helpCenters.getMany, readId(by.id!, 'HelpCenter', context, 'by.id'))
    },
  }),
  helpCenters: t.field({
    type: [HelpCenterType],
    nullable: true,
    description: 'All help centers.',
    resolve: async (_, __, context) => [...(await context.services.helpCenters.all())],
  }),
}))
