import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { readId } from '../../api/node.ts'

/** What all mutations of conversations have in common. */
export const mayWrite = { authScopes: needs('CONVERSATIONS_WRITE') }
export const idOf = (id: string | number, context: Context, argument = 'id') => readId(id, 'Conversation', context, argument)
export const writesOf = ({ services }: Context) => services.conversations.write
