import { builder } from '../../api/builder.ts'
import { isEnough, needs } from '../../api/callers/scopes.ts'
import { askedPart } from '../../api/connections/asked-page.ts'
import { connectArray } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import type { Context } from '../../api/context.ts'
import { Node, registerNode } from '../../api/node.ts'
import { InvalidInputError } from '../../errors.ts'
import { checkId } from '../../intercom/ids.ts'
import { AuthorType } from '../contacts/graphql-author.ts'
import { writtenFields } from '../conversations/graphql-source.ts'
import { TicketType } from './graphql.ts'
import type { Ticket } from './model.ts'
import type { TicketPart } from './model-part.ts'

const TicketPartType = builder.objectRef<TicketPart>('TicketPart').implement({
  description: 'One thing that happened with a ticket. Callers without the scope NOTES_READ do not find notes among the parts.',
  authScopes: needs('TICKETS_READ'),
  interfaces: [Node],
  fields: (t) => ({
    intercomId: t.exposeString('id', { description: "Intercom's own id, unique within the ticket only." }),
    rawType: t.exposeString('rawType', {
      description: 'Intercom\'s word for what happened: "comment", "note", "assignment", "ticket_state_updated_by_admin" ...',
    }),
    ...writtenFields<TicketPart>(t),
    author: t.field({ type: AuthorType, nullable: true, description: 'Who did it.', resolve: ({ author }) => author }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it happened.' }),
    previousState: t.exposeString('previousState', {
      nullable: true,
      description: 'The kind of state that the ticket was in before, where that changed: "submitted", "in_progress" ...',
    }),
    newState: t.exposeString('newState', { nullable: true, description: 'The kind of state that it was in from then on.' }),
    redacted: t.exposeBoolean('redacted', { description: 'Its text was taken out for good.' }),
  }),
})

const TicketPartConnection = connectionType('TicketPart', TicketPartType, { edges: false })

const mayReadNotes = ({ viewer }: Context) => isEnough(viewer, needs('NOTES_READ'))

/** The parts that this caller may know of. */
const visibleParts = ({ parts }: Ticket, context: Context) => (mayReadNotes(context) ? parts : parts.filter(({ isNote }) => !isNote))

builder.objectField(TicketType, 'parts', (t) =>
  t.field({
    type: TicketPartConnection,
    nullable: true,
    description:
      'What happened with it, the newest last: the 500 newest, as Intercom gives no more. They cost no call. `totalCount` is null when there may be older ones.',
    args: {
      first: t.arg.int({ description: 'This many from the start.' }),
      last: t.arg.int({ description: 'This many from the end.' }),
      after: t.arg.string({ description: 'Only what is behind this cursor.' }),
      before: t.arg.string({ description: 'Only what is before this cursor.' }),
    },
    resolve: (ticket, args, context) => {
      const parts = visibleParts(ticket, context)
      const isWhole = ticket.partCount === ticket.parts.length
      return connectArray(parts, askedPart(args, ['Ticket.parts', ticket.id], context), {
        keyOf: (part) => part.id,
        // how many of those that Intercom does not give are notes, nobody knows
        totalCount: isWhole ? parts.length : mayReadNotes(context) ? ticket.partCount : null,
      })
    },
  }),
)

registerNode<TicketPart>('TicketPart', {
  idOf: ({ ticketId, id }) => `${ticketId}:${id}`,
  check(value) {
    const [ticket = '', part = '', ...more] = value.split(':')
    if (more.length > 0) throw new InvalidInputError('The id of a ticket part is "<ticket>:<part>"; more than that came.')
    return `${checkId('ticket', ticket)}:${checkId('ticket part', part)}`
  },
  async load(id, context) {
    const [ticketId = '', partId] = id.split(':')
    const ticket = await context.load(context.services.tickets.getMany, ticketId)
    return (ticket && visibleParts(ticket, context).find((part) => part.id === partId)) ?? null
  },
})
