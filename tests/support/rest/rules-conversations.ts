import type { Records } from './records.ts'
import { at, listAt, type Wire } from './rest.ts'
import type { Rule, Rules } from './rule.ts'
import { customAttribute } from './rules-people.ts'

const linked = (type: string) => (wire: Wire) =>
  listAt(wire, 'linked_objects.data')
    .filter((one) => one.type === type)
    .map(({ id }) => id)

/** Who it is assigned to, with their type: both are possible. */
const assignedTo = ({ assigned_to }: Wire) =>
  at(assigned_to, 'id') ? `${at(assigned_to, 'type') === 'team' ? 'Team' : 'Admin'}/${at(assigned_to, 'id')}` : null

/** Families of Intercom's words for parts, in the order in which they are told apart. */
const partTypes: readonly [word: RegExp, type: string][] = [
  [/^(comment|quick_reply)$/, 'COMMENT'],
  [/note/, 'NOTE'],
  [/assign/, 'ASSIGNMENT'],
  [/^(open|close|snoozed|unsnoozed|timer_unsnooze)$/, 'STATE_CHANGE'],
  [/^conversation_rating/, 'RATING'],
  [/tag/, 'TAG'],
  [/^participant/, 'PARTICIPANT'],
  [/attribute/, 'ATTRIBUTE'],
]

const intercomId: Rule = 'id'
const part: Record<string, Rule> = {
  intercomId,
  type: ({ part_type }) => partTypes.find(([word]) => word.test(String(part_type)))?.[1] ?? 'OTHER',
}

function stateAfter({ part_type, state }: Wire) {
  if (part_type === 'close' || part_type === 'snoozed') return part_type === 'close' ? 'closed' : 'snoozed'
  return part_type === 'open' || /unsnooze/.test(String(part_type)) ? 'open' : state
}

/** What else a part says, under Intercom's names. */
function detailsOf({ event_details, tags, metadata, assigned_to }: Wire) {
  const others = Object.entries({ tags, metadata, assigned_to }).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value))
  const details = { ...(event_details as object | null), ...Object.fromEntries(others) }
  return Object.keys(details).length > 0 ? details : null
}

const ticketAttribute = ({ ticket_attributes }: Wire) => {
  const string = at(ticket_attributes, '_default_title_')
  return typeof string === 'string' ? { __typename: 'StringAttribute', string } : null
}

/** A type in a ticket comes without its states: those of the list. */
const statesOf = async ({ id }: Wire, records: Records) =>
  listAt(
    (await records.all('TicketType')).find((type) => type.id === id),
    'ticket_states.data',
  )

export const conversations: Rules = {
  Conversation: {
    priority: ({ priority }) => !['none', 'not_priority'].includes(String(priority)),
    adminAssignee: 'admin_assignee_id',
    teamAssignee: 'team_assignee_id',
    contacts: 'contacts.contacts',
    teammates: (wire) => listAt(wire, 'teammates.admins'),
    tags: 'tags.tags',
    parts: (wire, records) => records.partsOf(wire),
    lastPart: (wire, records) => records.partsOf(wire).at(-1) ?? null,
    rating: 'conversation_rating',
    sla: 'sla_applied',
    linkedTickets: linked('ticket'),
    attribute: customAttribute('conversation', 'Topic'),
    inboxUrl: async ({ id }, { rest }) =>
      `https://app.intercom.com/a/inbox/${at(await rest.get('/me'), 'app.id_code')}/inbox/conversation/${id}`,
  },
  ConversationStatistics: {
    // a bot closes too, and is no teammate
    lastClosedBy: async ({ last_closed_by_id: id }, records) =>
      (await records.all('Admin')).find((admin) => admin.id === String(id)) ?? null,
    reopenCount: 'count_reopens',
    assignmentCount: 'count_assignments',
    partCount: 'count_conversation_parts',
  },
  AppliedSla: { name: 'sla_name', status: 'sla_status' },
  AiAgentInvolvement: {
    // version 2.15 renamed two of them; the graph has one set of words
    resolutionState: ({ resolution_state: word }) =>
      ({ abandoned: 'negative_feedback', routed_to_team: 'escalated' })[String(word)] ?? word,
    contentSources: (wire) => listAt(wire, 'content_sources.content_sources').map(({ title, url }) => title || url),
  },
  Attachment: { size: 'filesize', width: ({ width }) => width ?? null, height: ({ height }) => height ?? null },
  CommentPart: { ...part, isAiAnswer: 'author.is_ai_answer' },
  NotePart: part,
  AssignmentPart: { ...part, assignedTo },
  StateChangePart: { ...part, newState: stateAfter, snoozedUntil: ({ snoozed_until }) => snoozed_until ?? null },
  GenericPart: { ...part, rawType: 'part_type', details: detailsOf },
  Ticket: {
    displayNumber: 'ticket_id',
    type: 'ticket_type',
    state: 'ticket_state',
    title: 'ticket_attributes._default_title_',
    description: 'ticket_attributes._default_description_',
    shared: 'is_shared',
    attributes: 'ticket_attributes',
    attribute: { args: 'name: "_default_title_"', from: ticketAttribute },
    contacts: 'contacts.contacts',
    adminAssignee: 'admin_assignee_id',
    teamAssignee: 'team_assignee_id',
    company: 'company_id',
    snoozedUntil: ({ snoozed_until }) => snoozed_until ?? null,
    parts: (wire, records) => records.ticketPartsOf(wire),
    linkedConversations: linked('conversation'),
  },
  TicketType: { attributes: 'ticket_type_attributes.data', states: statesOf },
  TicketTypeAttribute: {
    required: 'required_to_create',
    options: ({ data_type, input_options }) =>
      data_type === 'list' ? listAt(input_options, 'list_options').map((option) => option.label ?? option) : null,
  },
  TicketPart: {
    intercomId,
    rawType: 'part_type',
    previousState: ({ previous_ticket_state }) => previous_ticket_state ?? null,
    newState: ({ ticket_state }) => ticket_state ?? null,
    body: ({ body }) => body ?? null,
  },
}
