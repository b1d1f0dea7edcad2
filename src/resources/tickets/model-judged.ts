import type { Said } from '../../changes/change.ts'
import { idReader } from '../../intercom/ids.ts'
import { type Item, isObject } from '../../webhooks/item.ts'
import { each, flag, idAlways, idOrNone, instantAlways, saidIn, within, word } from '../../webhooks/said.ts'
import { ticketCategoryFrom } from '../ticket-types/model.ts'

const [typeId, stateId, contactId] = [idReader('ticket type'), idReader('ticket state'), idReader('contact')]
const [adminId, teamId] = [idReader('admin'), idReader('team')]

/**
 * What a filter can be judged by. An item is the ticket, or has it with what happened to it beside it. When people come or go it is in an older form,
 * of which nothing but the id is told apart: there, type and state are words.
 */
export function judgedOf(item: Item): Said {
  const ticket = isObject(item.ticket) ? item.ticket : item
  if (!isObject(ticket.ticket_state)) return {}
  return saidIn(ticket, {
    type: ['ticket_type', within('id', idAlways(typeId))],
    category: ['category', word(ticketCategoryFrom)],
    state: ['ticket_state', within('id', idAlways(stateId))],
    open: ['open', flag],
    contacts: ['contacts.contacts', each(within('id', idAlways(contactId)))],
    adminAssigneeId: ['admin_assignee_id', idOrNone(adminId)],
    teamAssigneeId: ['team_assignee_id', idOrNone(teamId)],
    createdAt: ['created_at', instantAlways],
    updatedAt: ['updated_at', instantAlways],
  })
}
