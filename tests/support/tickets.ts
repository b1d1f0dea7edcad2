import {
  aCompany,
  aContact,
  aConversation,
  anAdmin,
  aPart,
  aTicket,
  aTicketType,
  aWorld,
  hexId,
  noon,
} from '../unit/sandbox/small-world.ts'

const person = { type: 'user', id: hexId(1), name: 'Ada as she was', email: 'ada@old.example' } as const
const changed = { ticket_state: 'in_progress', previous_ticket_state: 'submitted' } as const

/** A bug report that is conversation 42, and a task behind it. */
export const bugReport = aTicket(42, {
  ticket_id: '1001',
  state_id: '5002',
  previous_state_id: '5001',
  attributes: { _default_title_: 'It broke', _default_description_: 'Since Monday', Severity: 'High', Count: 3, Began: noon },
  contact_ids: [hexId(1), hexId(2)],
  admin_assignee_id: '1001',
  team_assignee_id: '2001',
  company_id: hexId(500),
  is_shared: true,
  parts: [
    aPart(1, { author: person, body: '<p onclick="steal()">No<script>steal()</script></p>' }),
    aPart(2, { part_type: 'assignment', body: null, assigned_to: { type: 'team', id: '2001' } }),
    { ...aPart(3, { part_type: 'ticket_state_updated_by_admin', body: null }), ...changed },
    aPart(4, { part_type: 'note', body: '<p>A secret</p>' }),
    aPart(5, { part_type: 'invented_tomorrow', body: '<p>New</p>' }),
    aPart(6, { author: person, body: null, redacted: true }),
    aPart(7, { part_type: 'note_and_reopen', body: '<p>Another secret</p>' }),
  ],
})

export const task = aTicket(43, {
  ticket_type_id: '4002',
  updated_at: noon + 10,
  links: [
    { type: 'ticket', id: '42' },
    { type: 'conversation', id: '44' },
    { type: 'conversation', id: '45' },
  ],
})

/** Those two, of two types, with their conversations, two contacts and a company. */
export const ticketWorld = (tickets = [bugReport, task]) =>
  aWorld({
    admins: [anAdmin('1001'), anAdmin('1002')],
    contacts: [aContact(1, { company_ids: [hexId(500)] }), aContact(2)],
    companies: [aCompany(500)],
    conversations: [aConversation(42), aConversation(44), aConversation(45)],
    ticket_types: [
      aTicketType('4001', {
        name: 'Bug report',
        attributes: [
          { name: 'Severity', data_type: 'list', list_options: [{ id: 'e1', label: 'High' }] },
          { name: 'Count', data_type: 'integer' },
          { name: 'Began', data_type: 'datetime' },
          { name: 'Empty' },
        ],
      }),
      aTicketType('4002', { name: 'Task', category: 'Back-office', state_ids: ['5001', '5004'] }),
    ],
    tickets,
  })
