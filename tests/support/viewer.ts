import type { Viewer } from '../../src/api/callers/viewer.ts'
import type { Scope } from '../../src/config/environment.ts'

/** Somebody who asks, for tests that need no door. */
export const aViewer = ({ kind = 'SERVICE', scopes = [] }: { kind?: Viewer['kind']; scopes?: readonly Scope[] } = {}): Viewer => ({
  id: 'someone',
  kind,
  scopes: new Set(scopes),
  actingAdminId: null,
  contactId: null,
  expiresAt: null,
})
