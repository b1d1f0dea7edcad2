import { builder } from '../../api/builder.ts'
import type { Context } from '../../api/context.ts'
import { costsCalls } from '../../api/guard/price.ts'
import { secondsAhead, somethingIn, unlessNull } from '../../api/mutations/inputs.ts'
import { sentAs } from '../../api/mutations/paths.ts'
import { DeletePayload, deletedPayload } from '../../api/mutations/payload.ts'
import { readId } from '../../api/node.ts'
import { InvalidInputError, NotFoundError } from '../../errors.ts'
import { actingAdmin } from '../admins/graphql-acting.ts'
import { contactIdOf, placeOf } from '../contacts/graphql-by.ts'
import { assigneeIn } from '../conversations/graphql-assign.ts'
import type { TicketAttributes, TicketChanges } from './model-changes.ts'
import { idOf, mayWrite, ticketArg, writesOf } from './mutations-args.ts'
import { ticketAttributesIn } from './mutations-attributes.ts'
import { TicketCreateInput, TicketUpdateInput } from './mutations-inputs.ts'
import { payloadOf, TicketPayload } from './mutations-payloads.ts'

type Given = Readonly<Record<string, unknown>> | null | undefined

builder.mutationFields((t) => ({
  ticketCreate: t.field({
    ...mayWrite,
    type: TicketPayload,
    description: 'Makes a ticket for a contact. With `attributes` the list of types takes a call where it is not cached.',
    args: { input: t.arg({ type: TicketCreateInput, required: true, description: 'The ticket.' }) },
    extensions: costsCalls(3),
    async resolve(_, { input }, context) {
      const typeId = readId(input.type, 'TicketType', context, 'input.type')
      const [contact, another] = input.contacts
      if (!contact || another)
        throw new InvalidInputError(`"input.contacts" holds ${input.contacts.length} contacts; Intercom takes one.`, {
          path: ['input', 'contacts'],
          constraint: contact ? 'maxItems' : 'minItems',
        })
      const { company, assignTo, linkConversation } = input
      const given = {
        typeId,
        companyId: idIn(company, 'Company', 'input.company', context),
        assignee: (assignTo && assigneeIn(assignTo, context, ['input', 'assignTo'])) ?? undefined,
        conversationId: idIn(linkConversation, 'Conversation', 'input.linkConversation', context),
      }
      const place = { type: ['input', 'type'], attributes: ['input', 'attributes'] }
      const { attributes, incomplete } = await attributesOfType(input.attributes, typeId, place, context)
      const contactId = await contactIdOf(contact, context, 'input.contacts.0')
      const fields: Record<string, readonly string[]> = { ...newFields, user: placeOf(contact, 'input.contacts.0'), ...incomplete }
      return payloadOf(await sentAs(fields, () => writesOf(context).create({ ...given, attributes, contactId })), context)
    },
  }),
  ticketUpdate: t.field({
    ...mayWrite,
    type: TicketPayload,
    description: 'Changes facts of a ticket. With `attributes` the ticket takes a call before where it is not cached, for its type.',
    args: {
      id: t.arg.id(ticketArg),
      input: t.arg({ type: TicketUpdateInput, required: true, description: 'What to change.' }),
    },
    extensions: costsCalls(2),
    async resolve(_, { id, input }, context) {
      const ticketId = idOf(id, context)
      const { open, shared, snoozedUntil, assignTo, company } = input
      const state = unlessNull(input.state, ['input', 'state'])
      const given = Object.keys(input.attributes ?? {}).length > 0 ? input.attributes : undefined
      const changes: TicketChanges = somethingIn(
        {
          ...(given && { attributes: given }),
          ...(state !== undefined && { stateId: readId(state, 'TicketState', context, 'input.state') }),
          ...(typeof open === 'boolean' && { open }),
          ...(typeof shared === 'boolean' && { shared }),
          ...(snoozedUntil !== undefined && {
            snoozedUntil: snoozedUntil === null ? null : secondsAhead(snoozedUntil, ['input', 'snoozedUntil']),
          }),
          ...(assignTo !== undefined && {
            assignee: assignTo === null ? null : assigneeIn(assignTo, context, ['input', 'assignTo']),
          }),
          ...(company !== undefined && { companyId: company === null ? null : readId(company, 'Company', context, 'input.company') }),
        },
        'attributes, state, open, shared, snoozedUntil, assignTo, company',
      )
      const by = { admin: await actingAdmin(undefined, context) }
      const attributes = given && (await attributesOfTicket(given, ticketId, context))
      const update = () => writesOf(context).update(ticketId, { ...changes, ...(attributes && { attributes }) }, { by })
      return payloadOf(await sentAs(changedFields, update), context)
    },
  }),
  ticketDelete: t.field({
    ...mayWrite,
    type: DeletePayload,
    description: 'Deletes a ticket, for good, and the conversation that it is with it.',
    args: { id: t.arg.id(ticketArg) },
    async resolve(_, { id }, context) {
      const { result } = await writesOf(context).delete(idOf(id, context))
      return deletedPayload('Ticket', result.deletedId, context)
    },
  }),
}))

const idIn = (id: string | number | null | undefined, typename: string, argument: string, context: Context) =>
  id === null || id === undefined ? undefined : readId(id, typename, context, argument)

const newFields = {
  ticket_type_id: ['input', 'type'],
  ticket_attributes: ['input', 'attributes'],
  conversation_to_link_id: ['input', 'linkConversation'],
  not_found: ['input', 'linkConversation'],
  company_id: ['input', 'company'],
  company_not_found: ['input', 'company'],
  assignee_not_found: ['input', 'assignTo'],
}
const changedFields = {
  ticket_state_id: ['input', 'state'],
  ticket_state_id_invalid: ['input', 'state'],
  ticket_attributes: ['input', 'attributes'],
  is_shared: ['input', 'shared'],
  company_id: ['input', 'company'],
  company_not_found: ['input', 'company'],
  assignee_id: ['input', 'assignTo'],
  assignee_not_found: ['input', 'assignTo'],
}

/**
 * Checked against the type of which a ticket is made, and for `sentAs` where Intercom's complaint belongs when there is none that has to be there: that
 * it names by no field.
 *
 * @param place where both stand in the input
 */
export async function attributesOfType(
  given: Given,
  typeId: string,
  place: { type: readonly string[]; attributes: readonly string[] },
  context: Context,
): Promise<{ attributes?: TicketAttributes; incomplete?: { parameter_invalid: readonly string[] } }> {
  if (!given || Object.keys(given).length === 0) return { incomplete: { parameter_invalid: place.attributes } }
  const type = await context.load(context.services.ticketTypes.getMany, typeId)
  if (!type) throw new NotFoundError(`There is no type of ticket under the id ${typeId}.`, { path: place.type, id: typeId })
  const attributes = ticketAttributesIn(given, type, place.attributes)
  const lacking = type.attributes.find(({ name, required, archived }) => required && !archived && (attributes[name] ?? '') === '')
  return { attributes, ...(lacking && { incomplete: { parameter_invalid: [...place.attributes, lacking.name] } }) }
}

/** Checked against the type that a ticket is of. */
async function attributesOfTicket(given: NonNullable<Given>, id: string, context: Context): Promise<TicketAttributes> {
  const ticket = await context.load(context.services.tickets.getMany, id)
  if (!ticket) throw new NotFoundError(`There is no ticket under the id ${id}.`, { path: ['id'], id })
  return ticket.type ? ticketAttributesIn(given, ticket.type, ['input', 'attributes']) : given
}
