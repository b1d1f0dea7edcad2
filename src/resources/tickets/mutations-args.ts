import { needs } from '../../api/callers/scopes.ts'
import type { Context } from '../../api/context.ts'
import { readId } from '../../api/node.ts'

/** What all mutations of tickets have in common. */
export const ticketArg = { required: true, description: 'Its id, global or as Intercom has it; never the number that people see.' } as const
export const mayWrite = { authScopes: needs('TICKETS_WRITE') }
export const idOf = (id: string | number, context: Context, argument = 'id') => readId(id, 'Ticket', context, argument)
export const writesOf = ({ services }: Context) => services.tickets.write
