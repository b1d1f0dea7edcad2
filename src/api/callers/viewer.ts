import type { Scope } from '../../config/environment.ts'

/** Who is asking. */
export type Viewer = {
  /** The name of a key, or what `tokenCaller` calls the bearer of a token; `anonymous` where nobody is asked who they are. */
  id: string
  /** A program, a teammate with a token of their own, or an end customer with one. */
  kind: 'SERVICE' | 'ADMIN' | 'CONTACT'
  scopes: ReadonlySet<Scope>
  /** The teammate in whose name they act unless they name another; null for the one who owns the gateway's access token. */
  actingAdminId: string | null
  /** Which contact an end customer is. Null for all others. */
  contactId: string | null
  /** From then on they are nobody: a connection that lasts longer has to be closed. Null for those who hold a key. */
  expiresAt: Date | null
}
