import { noneIfZero } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/ticket-types.ts'
import { optionLabelOf } from '../ticket-types/model-options.ts'
import { ticketFromIntercom } from './model.ts'

/** Attributes by their names, as Intercom takes them: instants in unix seconds, items of lists by their ids. */
export type TicketAttributes = Readonly<Record<string, unknown>>

/** What is given is changed, and null takes it away; what is not given stays. */
export type TicketChanges = {
  attributes?: TicketAttributes
  stateId?: string
  open?: boolean
  shared?: boolean
  /** In unix seconds. */
  snoozedUntil?: number | null
  /** To nobody with null. */
  assignee?: { type: 'admin' | 'team'; id: string } | null
  companyId?: string | null
}

/** Whether a ticket has these attributes, however Intercom writes them: items of lists by word or id, instants as text or number. */
export function hasAttributes(wire: Intercom.Ticket, given: TicketAttributes): boolean {
  const { attributes, type } = ticketFromIntercom(wire)
  return Object.entries(given).every(([name, value]) => {
    const { dataType, options = null } = type?.attributes.find((one) => one.name === name) ?? {}
    const shown = Object.hasOwn(attributes, name) ? attributes[name] : null
    const same = (one: unknown) => JSON.stringify(dataType === 'datetime' ? secondsOf(one) : (optionLabelOf(one, options) ?? null))
    return same(shown) === same(value)
  })
}

const secondsOf = (value: unknown) => (typeof value === 'string' ? Math.floor(Date.parse(value) / 1000) : (value ?? null))

/** Whether a ticket is as a change leaves it. */
export function isAs(wire: Intercom.Ticket, changes: TicketChanges): boolean {
  const { attributes = {}, stateId, open, shared, snoozedUntil, assignee, companyId } = changes
  return (
    hasAttributes(wire, attributes) &&
    (stateId === undefined || noneIfZero(wire.ticket_state?.id) === stateId) &&
    (open === undefined || wire.open === open) &&
    (shared === undefined || wire.is_shared === shared) &&
    (snoozedUntil === undefined || (wire.snoozed_until ?? null) === snoozedUntil) &&
    (companyId === undefined || noneIfZero(wire.company_id) === companyId) &&
    (assignee === undefined || isWith(wire, assignee))
  )
}

function isWith({ admin_assignee_id, team_assignee_id }: Intercom.Ticket, assignee: TicketChanges['assignee']): boolean {
  if (!assignee) return noneIfZero(admin_assignee_id) === null
  return noneIfZero(assignee.type === 'admin' ? admin_assignee_id : team_assignee_id) === assignee.id
}
