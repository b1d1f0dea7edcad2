import { AttributeValueType, attributeValueFrom } from '../../api/attributes.ts'
import { builder } from '../../api/builder.ts'
import { needs } from '../../api/callers/scopes.ts'
import { askedPage } from '../../api/connections/asked-page.ts'
import { connect, presentOnly } from '../../api/connections/connection.ts'
import { connectionType } from '../../api/connections/connection-types.ts'
import { pageArgs } from '../../api/connections/page-args.ts'
import { correctionOf } from '../../api/filters/overlay.ts'
import { planOf } from '../../api/filters/plan.ts'
import { dependsOnNow, readFilter, scopeOf } from '../../api/filters/read.ts'
import { told } from '../../api/filters/rewrites.ts'
import { searchPages } from '../../api/filters/search-pages.ts'
import { IntercomObject, Node, readId, registerNode } from '../../api/node.ts'
import { referencesTo } from '../../api/references.ts'
import { NotFoundError } from '../../errors.ts'
import { checkId } from '../../intercom/ids.ts'
import { TicketCategoryEnum, TicketStateType, TicketTypeType } from '../ticket-types/graphql.ts'
import { TicketFilterInput, ticketFilterFields } from './graphql-filter.ts'
import type { Ticket } from './model.ts'
import { ticketAttributeOf } from './model-attribute.ts'

export const TicketType = builder.objectRef<Ticket>('Ticket').implement({
  description:
    'A request that is kept track of until it is resolved. One that customers see is a conversation of the same id; its parts, its type and its state cost no call.',
  authScopes: needs('TICKETS_READ'),
  interfaces: [Node, IntercomObject],
  fields: (t) => ({
    displayNumber: t.exposeString('displayNumber', { description: 'The number that people see. It is not an id: no argument takes it.' }),
    type: t.field({
      type: TicketTypeType,
      description: 'What kind of ticket it is. It costs no call.',
      resolve: ({ id, type }) => type ?? unsaid(id, 'type'),
    }),
    category: t.field({ type: TicketCategoryEnum, description: 'Whom it is for.', resolve: ({ category }) => category }),
    state: t.field({ type: TicketStateType, description: 'Where it stands.', resolve: ({ id, state }) => state ?? unsaid(id, 'state') }),
    open: t.exposeBoolean('open', { description: 'It is open.' }),
    title: t.exposeString('title', { nullable: true, description: 'Its title.' }),
    description: t.exposeString('description', { nullable: true, description: 'What it is about.' }),
    shared: t.exposeBoolean('shared', { description: 'The customer can see it.' }),
    attributes: t.expose('attributes', {
      type: 'JSONObject',
      description: 'All its attributes by name, as Intercom stores them, title and description among them.',
    }),
    attribute: t.field({
      type: AttributeValueType,
      nullable: true,
      description: 'One attribute with the type that its type of ticket gives it; null when it has no value. It costs no call.',
      args: { name: t.arg.string({ required: true, description: 'Its name, as in `attributes`.' }) },
      resolve(ticket, { name }) {
        const { value, definition } = ticketAttributeOf(ticket, name)
        return attributeValueFrom(value, definition)
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When anything about it last changed.' }),
    snoozedUntil: t.expose('snoozedUntil', { type: 'DateTime', nullable: true, description: 'Until when it is put off.' }),
  }),
})

function unsaid(id: string, what: string): never {
  throw new NotFoundError(`Intercom does not say the ${what} of the ticket ${id}.`)
}

export const ticketReferences = referencesTo<Ticket>('Ticket', ({ tickets }) => tickets.getMany)

registerNode<Ticket>('Ticket', {
  check: (id) => checkId('ticket', id),
  load: (id, context) => context.load(context.services.tickets.getMany, id),
})

export const TicketConnection = connectionType('Ticket', TicketType)

builder.queryFields((t) => ({
  ticket: t.field({
    type: TicketType,
    nullable: true,
    description: 'One ticket, or null.',
    args: { id: t.arg.id({ required: true, description: 'Its id, global or as Intercom has it; never the number that people see.' }) },
    resolve: (_, { id }, context) => context.load(context.services.tickets.getMany, readId(id, 'Ticket', context)),
  }),
  tickets: t.field({
    type: TicketConnection,
    nullable: true,
    description:
      'Tickets, in the order Intercom gives them. They come from a search, as Intercom has no list of them: it may be some moments behind. What the gateway knows to have changed is corrected for that time: one that does not match any more is left out, one that does now is at the beginning; what it cannot judge is told in `extensions.intercom.overlay`. Each comes with all its parts, so that small pages are faster.',
    args: { ...pageArgs(20), filter: t.arg({ type: TicketFilterInput, description: 'Which tickets; all unless said.' }) },
    resolve: async (_, { filter, ...args }, context) => {
      const { tickets } = context.services
      const asked = askedPage(args, ['Query.tickets', filter], context)
      const plan = told(planOf(readFilter(filter, ticketFilterFields, await scopeOf(context, filter, asked.now, ticketFilterFields))))
      const { correction, isWhole } = await correctionOf({ list: 'tickets', expression: plan.expression, changing: tickets, context })
      const page = await connect(asked, {
        paging: 'cursor',
        isDated: dependsOnNow(filter),
        correction,
        fetchPage: searchPages(plan, tickets, { isCorrected: isWhole }),
      })
      return presentOnly(page)
    },
  }),
}))
