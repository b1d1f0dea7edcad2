import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { readId } from '../../api/node.ts'

/** What all mutations of conversations have in common. */
export const mayWrite = { authScopes: needs('CONVERSATIONS_WRITE') }
export const idOf = (id: string | number, context: Context, argument = 'id') => readId(id, 'Conversation', context, argument)
export const writesOf = ({ services }: Context) => services.conversations.write

/** Where Intercom's names for the teammate in whose name it is done stand. */
export const actingFields = { admin_id: ['as'], admin_not_found: ['as'] }
