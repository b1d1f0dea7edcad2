import { type Scope, scopes } from '../../config/environment.ts'
import { builder } from '../builder.ts'
import { forContactsToo } from './scopes.ts'
import type { Viewer } from './viewer.ts'

const meanings: Record<Scope, string> = {
  ACT_AS_ADMIN: 'Write in the name of another teammate.',
  CONTACTS_READ: 'Read contacts and companies, and what is known of them: segments, subscriptions, events.',
  CONTACTS_WRITE: 'Write contacts and companies.',
  CONVERSATIONS_READ: 'Read conversations.',
  CONVERSATIONS_WRITE: 'Write conversations.',
  NOTES_READ: 'Read what teammates write for each other only, about what the caller may read anyway.',
  CONTENT_READ: 'Read the help center, drafts included.',
  CONTENT_WRITE: 'Write the help center.',
  TICKETS_READ: 'Read tickets.',
  TICKETS_WRITE: 'Write tickets.',
  EVENTS_WRITE: 'Track data events.',
  ADMIN: 'Operate the gateway.',
  SYNC_RUN: 'Plan and run syncs, and see what they read and would write.',
}

const ScopeEnum = builder.enumType('Scope', {
  description: 'What a caller may do.',
  values: Object.fromEntries(scopes.map((scope) => [scope, { description: meanings[scope] }])) as Record<Scope, { description: string }>,
})

const ViewerKind = builder.enumType('ViewerKind', {
  description: 'What kind of caller this is.',
  values: {
    SERVICE: { description: 'A program, or anyone at a gateway in development that asks nobody who they are.' },
    ADMIN: { description: 'A teammate, with a token of their own.' },
    CONTACT: { description: 'An end customer, with a token of their own. They may ask for `viewer` only.' },
  } as const,
})

export const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'Who is asking.',
  fields: (t) => ({
    id: t.exposeID('id', {
      description:
        'The name of its API key, or `jwt:` and the subject of its token, before which the issuer and a space stand where several are trusted; `anonymous` where nobody is asked who they are.',
    }),
    kind: t.field({ type: ViewerKind, description: 'What kind of caller this is.', resolve: (viewer) => viewer.kind }),
    scopes: t.field({ type: [ScopeEnum], description: 'What it may do.', resolve: (viewer) => [...viewer.scopes] }),
  }),
})

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerType,
    authScopes: forContactsToo,
    description: 'Who is asking, and what they may do.',
    resolve: (_, __, context) => context.viewer,
  }),
)
