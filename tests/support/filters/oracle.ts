import type { ContactRecord, ConversationRecord } from '../../../src/sandbox/records.ts'
import type { TicketRecord } from '../../../src/sandbox/ticket-records.ts'
import { pool } from './world.ts'

/*
 * What a filter finds, said as plainly as can be: a look at one stored record, by a reading of the filter that shares nothing with the
 * gateway's. A record without a value has no value: it is not equal to any, does not contain any, and is neither before nor after any.
 */

type Input = Record<string, unknown>
type Setting = { timeZone: string; nowSeconds: number; version: string }
type Read<Row> = (row: Row, value: unknown, setting: Setting) => boolean

const isSomething = (value: unknown) => value !== null && value !== undefined && value !== ''
const every = (input: unknown, holds: (name: string, value: unknown) => boolean) =>
  Object.entries(input as Input).every(([name, value]) => holds(name, value))

function textHolds(held: unknown, input: unknown, fold: (text: string) => string = (text) => text.toLowerCase()): boolean {
  const there = isSomething(held)
  const text = there ? fold(String(held)) : ''
  return every(input, (name, value) => {
    const wanted = [value].flat().map((one) => fold(String(one)))
    const [one = ''] = wanted
    switch (name) {
      case 'isNull':
        return there !== value
      case 'eq':
      case 'in':
        return there && wanted.includes(text)
      case 'neq':
      case 'nin':
        return !(there && wanted.includes(text))
      case 'contains':
        return there && text.includes(one)
      case 'notContains':
        return !(there && text.includes(one))
      case 'startsWith':
        return there && text.startsWith(one)
      case 'endsWith':
        return there && text.endsWith(one)
      default:
        throw new Error(name)
    }
  })
}

function idsHold(held: readonly (string | null)[], input: unknown): boolean {
  const ids = held.filter((id) => id !== null)
  return every(input, (name, value) => {
    if (name === 'isNull') return (ids.length === 0) === value
    const meets = [value].flat().some((one) => ids.includes(String(one)))
    return name === 'eq' || name === 'in' ? meets : !meets
  })
}

function numberHolds(held: unknown, input: unknown): boolean {
  const number = typeof held === 'number' ? held : null
  return every(input, (name, value) => {
    const wanted = value as number
    if (name === 'eq') return number === wanted
    if (name === 'neq') return number !== wanted
    if (name === 'in') return number !== null && (value as number[]).includes(number)
    if (number === null) return false
    if (name === 'gt') return number > wanted
    if (name === 'lt') return number < wanted
    return name === 'gte' ? number >= wanted : number <= wanted
  })
}

const isHeld = (held: unknown, input: unknown) => held === (input as { eq: boolean }).eq

const calendars = new Map<string, Intl.DateTimeFormat>()
function dateIn(timeZone: string, milliseconds: number): string {
  const calendar =
    calendars.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  calendars.set(timeZone, calendar)
  return calendar.format(milliseconds)
}

function instantHolds(held: number | null, input: unknown, { timeZone, nowSeconds }: Setting): boolean {
  return every(input, (name, value) => {
    if (name === 'isNull') return (held === null) === value
    if (held === null) return false
    const at = held * 1000
    if (name === 'on') return dateIn(timeZone, at) === value
    if (name === 'withinLast') return held >= nowSeconds - secondsOf(value as string)
    const bound = Date.parse(value as string)
    if (name === 'after') return at > bound
    if (name === 'onOrAfter') return at >= bound
    return name === 'before' ? at < bound : at <= bound
  })
}

/** `PT36H`: the only durations that are asked for here. */
const secondsOf = (duration: string) => Number(/^PT(\d+)M$/.exec(duration)![1]) * 60

function attributeHolds(attributes: Readonly<Record<string, unknown>>, value: unknown, setting: Setting): boolean {
  const { name, ...conditions } = value as Input & { name: string }
  const held = attributes[name] ?? null
  return every(conditions, (type, condition) => {
    if (type === 'string') return textHolds(held, condition)
    if (type === 'number') return numberHolds(held, condition)
    return type === 'boolean' ? isHeld(held, condition) : instantHolds(held as number | null, condition, setting)
  })
}

const contactFields: Record<string, Read<ContactRecord>> = {
  id: ({ id }, value) => idsHold([id], value),
  role: ({ role }, value) => role.toUpperCase() === value,
  email: ({ email }, value) => textHolds(email, value),
  emailDomain: ({ email }, value) => textHolds(email?.split('@')[1], value),
  phone: ({ phone }, value) => textHolds(phone, value),
  name: ({ name }, value) => textHolds(name, value),
  externalId: ({ external_id }, value) => textHolds(external_id, value, (text) => text),
  owner: ({ owner_id }, value) => idsHold([owner_id], value),
  tag: ({ tag_ids }, value) => idsHold(tag_ids, value),
  segment: ({ segment_ids }, value) => idsHold(segment_ids, value),
  createdAt: ({ created_at }, value, setting) => instantHolds(created_at, value, setting),
  updatedAt: ({ updated_at }, value, setting) => instantHolds(updated_at, value, setting),
  signedUpAt: ({ signed_up_at }, value, setting) => instantHolds(signed_up_at, value, setting),
  lastSeenAt: ({ last_seen_at }, value, setting) => instantHolds(last_seen_at, value, setting),
  lastRepliedAt: ({ last_replied_at }, value, setting) => instantHolds(last_replied_at, value, setting),
  lastContactedAt: ({ last_contacted_at }, value, setting) => instantHolds(last_contacted_at, value, setting),
  unsubscribedFromEmails: ({ unsubscribed_from_emails }, value) => isHeld(unsubscribed_from_emails, value),
  attribute: ({ custom_attributes }, value, setting) => attributeHolds(custom_attributes, value, setting),
}

/** What a resolution is called: 2.14 cannot tell a procedure's hand-off from another routing. */
const resolutionIn = (state: string | null | undefined, version: string) =>
  state === 'procedure_handoff' && version === '2.14' ? 'escalated' : state

const conversationFields: Record<string, Read<ConversationRecord>> = {
  id: ({ id }, value) => idsHold([id], value),
  state: ({ state }, value) => (value as string[]).includes(state.toUpperCase()),
  read: ({ read }, value) => isHeld(read, value),
  priority: ({ priority }, value) => isHeld(priority !== 'none', value),
  contact: ({ contact_ids }, value) => idsHold(contact_ids, value),
  admin: ({ admin_assignee_id }, value) => idsHold([admin_assignee_id], value),
  team: ({ team_assignee_id }, value) => idsHold([team_assignee_id], value),
  assigned: ({ admin_assignee_id, team_assignee_id }, value) => isHeld(admin_assignee_id !== null || team_assignee_id !== null, value),
  tag: ({ tags }, value) =>
    idsHold(
      tags.map(({ id }) => id),
      value,
    ),
  sourceType: ({ source }, value) => textHolds(source.type, value),
  subject: ({ source }, value) => textHolds(source.subject, value),
  bodyWord: ({ source }, value) =>
    source.body
      .replace(/<[^>]*>/g, ' ')
      .toLowerCase()
      .split(/\s+/)
      .includes(String(value).toLowerCase()),
  authorEmail: ({ source }, value) => textHolds(source.author.email, value),
  createdAt: ({ created_at }, value, setting) => instantHolds(created_at, value, setting),
  updatedAt: ({ updated_at }, value, setting) => instantHolds(updated_at, value, setting),
  waitingSince: ({ waiting_since }, value, setting) => instantHolds(waiting_since, value, setting),
  snoozedUntil: ({ snoozed_until }, value, setting) => instantHolds(snoozed_until, value, setting),
  rating: ({ rating }, value) => numberHolds(rating?.rating, value),
  reopenCount: ({ statistics }, value) => numberHolds(statistics?.count_reopens, value),
  aiResolution: ({ ai_agent }, value, { version }) => textHolds(resolutionIn(ai_agent?.resolution_state, version), value),
}

const ticketCategories = { Customer: 'CUSTOMER', 'Back-office': 'BACK_OFFICE', Tracker: 'TRACKER' } as const
const categoryOf = (typeId: string) => ticketCategories[pool.ticketTypes.find(([id]) => id === typeId)![1]]

const ticketFields: Record<string, Read<TicketRecord>> = {
  id: ({ id }, value) => idsHold([id], value),
  type: ({ ticket_type_id }, value) => idsHold([ticket_type_id], value),
  category: ({ ticket_type_id }, value) => categoryOf(ticket_type_id) === value,
  state: ({ state_id }, value) => idsHold([state_id], value),
  open: ({ open }, value) => isHeld(open, value),
  contact: ({ contact_ids }, value) => idsHold(contact_ids, value),
  admin: ({ admin_assignee_id }, value) => idsHold([admin_assignee_id], value),
  team: ({ team_assignee_id }, value) => idsHold([team_assignee_id], value),
  createdAt: ({ created_at }, value, setting) => instantHolds(created_at, value, setting),
  updatedAt: ({ updated_at }, value, setting) => instantHolds(updated_at, value, setting),
  attribute: ({ attributes }, value, setting) => attributeHolds(attributes, value, setting),
}

function holds<Row>(fields: Record<string, Read<Row>>, row: Row, filter: unknown, setting: Setting): boolean {
  return every(filter, (name, value) => {
    if (name === 'and') return (value as unknown[]).every((part) => holds(fields, row, part, setting))
    if (name === 'or') return (value as unknown[]).some((part) => holds(fields, row, part, setting))
    if (name === 'not') return !holds(fields, row, value, setting)
    return fields[name]!(row, value, setting)
  })
}

export const contactMatches = (contact: ContactRecord, filter: unknown, setting: Setting) => holds(contactFields, contact, filter, setting)
export const conversationMatches = (conversation: ConversationRecord, filter: unknown, setting: Setting) =>
  holds(conversationFields, conversation, filter, setting)
export const ticketMatches = (ticket: TicketRecord, filter: unknown, setting: Setting) => holds(ticketFields, ticket, filter, setting)
