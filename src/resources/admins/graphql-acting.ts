import type { Context } from '../../api/context.ts'
import { readId } from '../../api/node.ts'
import { ForbiddenError } from '../../errors.ts'

/** The argument by which a mutation is done in another teammate's name: `as: t.arg(asArg)`. */
export const asArg = {
  type: 'ID',
  description:
    'The teammate in whose name it is done; by default the one of `viewer.admin`. Another than that needs the scope ACT_AS_ADMIN.',
} as const

/** Where Intercom's names for that teammate stand: for `sentAs`. */
export const actingFields = { admin_id: ['as'], admin_not_found: ['as'] }

/**
 * The id of the teammate in whose name something is done: the one who is named, else the caller's own, else the owner of the gateway's access token.
 *
 * @param argument where the name stands, `input.as`
 * @throws ForbiddenError for another than their own, without the scope for it
 */
export async function actingAdmin(as: string | number | null | undefined, context: Context, argument = 'as'): Promise<string> {
  const { viewer } = context
  const named = as === null || as === undefined ? undefined : readId(as, 'Admin', context, argument)
  if (named !== undefined && viewer.scopes.has('ACT_AS_ADMIN')) return named
  const own = viewer.actingAdminId ?? (await context.services.workspace.get()).adminId
  if (named === undefined || named === own) {
    if (own !== null) return own
    throw new ForbiddenError('Intercom names no teammate who owns the access token; say in whose name it is done, by "as".')
  }
  const error = new ForbiddenError(`"${argument}" is another teammate than the caller's own; that needs the scope ACT_AS_ADMIN.`)
  error.path = argument.split('.')
  throw error
}
