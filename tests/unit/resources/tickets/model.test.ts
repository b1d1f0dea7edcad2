import { describe, expect, test } from 'vitest'
import type * as Intercom from '../../../../src/intercom/ticket-types.ts'
import { ticketFromIntercom } from '../../../../src/resources/tickets/model.ts'
import { ticketAttributeOf } from '../../../../src/resources/tickets/model-attribute.ts'

const state = { type: 'ticket_state', id: '8537', category: 'submitted', internal_label: 'Submitted', external_label: 'Received' }

const ticket = {
  type: 'ticket',
  id: '631',
  ticket_id: '38',
  category: 'Back-office',
  ticket_attributes: { _default_title_: 'It broke', _default_description_: null, Severity: 'de18', Count: 3 },
  ticket_state: state,
  ticket_type: {
    id: '95',
    name: 'Bug',
    category: 'Back-office',
    ticket_type_attributes: {
      data: [{ id: '1', name: 'Severity', data_type: 'list', input_options: { list_options: [{ id: 'de18', label: 'High' }] } }],
    },
  },
  contacts: { contacts: [{ type: 'contact', id: '6762f2f61bb69f9f2193bc59', external_id: '70' }] },
  admin_assignee_id: '0',
  team_assignee_id: '2001',
  company_id: '6762f2f61bb69f9f2193bc60',
  created_at: 1734537974,
  updated_at: 1734537976,
  snoozed_until: 1734627600,
  open: false,
  is_shared: true,
  linked_objects: {
    data: [
      { type: 'conversation', id: '7', category: null },
      { type: 'ticket', id: '8', category: 'Customer' },
    ],
    total_count: 2,
    has_more: false,
  },
  ticket_parts: {
    ticket_parts: [
      {
        type: 'ticket_part',
        id: '185',
        part_type: 'ticket_state_updated_by_admin',
        ticket_state: 'in_progress',
        previous_ticket_state: 'submitted',
        created_at: 1734537975,
        updated_at: 1734537975,
        author: { id: '991268047', type: 'admin', name: 'Ada', email: 'ada@example.com' },
        attachments: [],
        redacted: false,
      },
    ],
    total_count: 1,
  },
} satisfies Intercom.Ticket

test('a ticket is everything Intercom says of it, in our words', () => {
  expect(ticketFromIntercom(ticket)).toEqual({
    __typename: 'Ticket',
    id: '631',
    displayNumber: '38',
    type: expect.objectContaining({ __typename: 'TicketType', id: '95', name: 'Bug', states: null }),
    category: 'BACK_OFFICE',
    state: { __typename: 'TicketState', id: '8537', category: 'submitted', internalLabel: 'Submitted', externalLabel: 'Received' },
    open: false,
    shared: true,
    title: 'It broke',
    description: null,
    attributes: { _default_title_: 'It broke', _default_description_: null, Severity: 'de18', Count: 3 },
    contacts: [{ id: '6762f2f61bb69f9f2193bc59', externalId: '70' }],
    adminAssigneeId: null,
    teamAssigneeId: '2001',
    companyId: '6762f2f61bb69f9f2193bc60',
    createdAt: new Date(1734537974_000),
    updatedAt: new Date(1734537976_000),
    snoozedUntil: new Date(1734627600_000),
    linkedConversationIds: ['7'],
    parts: [
      {
        __typename: 'TicketPart',
        id: '185',
        ticketId: '631',
        rawType: 'ticket_state_updated_by_admin',
        isNote: false,
        html: null,
        attachments: [],
        author: expect.objectContaining({ kind: 'ADMIN', intercomId: '991268047', name: 'Ada' }),
        createdAt: new Date(1734537975_000),
        previousState: 'submitted',
        newState: 'in_progress',
        redacted: false,
      },
    ],
    partCount: 1,
  })
})

describe('what is not there', () => {
  const nulls = Object.fromEntries(Object.keys(ticket).map((key) => [key, null]))
  test.each([
    {},
    nulls,
    { ticket_parts: { ticket_parts: null, total_count: null }, linked_objects: { data: null }, contacts: { contacts: null } },
  ])('is nothing in %j', (wire) => {
    expect(ticketFromIntercom({ ...wire, id: 631 })).toEqual({
      __typename: 'Ticket',
      id: '631',
      displayNumber: '',
      type: null,
      category: 'CUSTOMER',
      state: null,
      open: true,
      shared: false,
      title: null,
      description: null,
      attributes: {},
      contacts: [],
      adminAssigneeId: null,
      teamAssigneeId: null,
      companyId: null,
      createdAt: new Date(0),
      updatedAt: new Date(0),
      snoozedUntil: null,
      linkedConversationIds: [],
      parts: [],
      partCount: 0,
    })
  })

  test.each([0, '0', '', null, undefined])('is nobody when the assignee is %j, whatever the version', (nobody) => {
    const { adminAssigneeId, teamAssigneeId } = ticketFromIntercom({ ...ticket, admin_assignee_id: nobody, team_assignee_id: nobody })
    expect([adminAssigneeId, teamAssigneeId]).toEqual([null, null])
  })

  test('is the category of the type, when the ticket does not say its own', () => {
    expect(ticketFromIntercom({ ...ticket, category: null }).category).toBe('BACK_OFFICE')
    expect(ticketFromIntercom({ ...ticket, category: 'Invented', ticket_type: null }).category).toBe('CUSTOMER')
  })
})

test('assignees are text or numbers, by the version', () => {
  const ids = [1001, '1001'].map((id) => ticketFromIntercom({ ...ticket, admin_assignee_id: id }).adminAssigneeId)
  expect(ids).toEqual(['1001', '1001'])
})

describe('parts', () => {
  const partsOf = (parts: Intercom.TicketPart[], total_count: number | null = null) =>
    ticketFromIntercom({ ...ticket, ticket_parts: { ticket_parts: parts, total_count } })

  test('are ordered by time, and have an id although they came without one', () => {
    const { parts } = partsOf([{ id: '2', created_at: 20 }, { created_at: 10 }])
    expect(parts.map(({ id, rawType, author }) => [id, rawType, author])).toEqual([
      ['1', '', null],
      ['2', '', null],
    ])
  })

  test.each([
    ['note', true],
    ['note_and_reopen', true],
    ['comment', false],
    ['quick_reply', false],
    ['assignment', false],
    ['noted_by_nobody', false],
    ['', false],
  ])('of the type %j: is it a note? %s', (part_type, isNote) => {
    expect(partsOf([{ part_type }]).parts[0]?.isNote).toBe(isNote)
  })

  test('are not counted when there may be more than Intercom gives', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ id: String(at), created_at: at }))
    expect(partsOf(many(499), 499).partCount).toBe(499)
    expect(partsOf(many(500), 500).partCount).toBeNull()
    expect(partsOf(many(500)).partCount).toBeNull()
    expect(partsOf(many(500), 620).partCount).toBe(620)
  })
})

describe('an attribute', () => {
  const of = (name: string, wire: Intercom.Ticket = ticket) => ticketAttributeOf(ticketFromIntercom(wire), name)

  test('has the definition of the ticket’s own type, and the word of a list for its id', () => {
    expect(of('Severity')).toEqual({ value: 'High', definition: { dataType: 'list', options: ['High'] } })
    expect(of('Severity', { ...ticket, ticket_attributes: { Severity: 'High' } }).value).toBe('High')
  })

  test('that nothing defines is what it is, and one that is not there is null', () => {
    expect(of('Count')).toEqual({ value: 3, definition: null })
    expect(of('Count', { ...ticket, ticket_type: null })).toEqual({ value: 3, definition: null })
    expect(of('constructor')).toEqual({ value: null, definition: null })
    expect(of('Severity', { ...ticket, ticket_attributes: null }).value).toBeNull()
  })
})
