import { aCompany, aContact, aConversation, aPart, aWorld, hexId, noon } from '../unit/sandbox/small-world.ts'

const person = { type: 'user', id: hexId(1), name: 'Ada as she was', email: 'ada@old.example' } as const
const fin = { type: 'bot', id: '77', name: 'Fin', email: '', from_ai_agent: true, is_ai_answer: true } as const

/** One conversation in which everything happens that a part can be. */
export const everything = aConversation(42, {
  state: 'snoozed',
  open: false,
  snoozed_until: noon + 86_400,
  tags: [{ id: '3001', applied_at: noon, applied_by: null }],
  parts: [
    aPart(1, { author: fin, body: '<p>Have you tried <b>this</b>?</p>' }),
    aPart(2, { part_type: 'assignment', body: null, assigned_to: { type: 'team', id: '2001' } }),
    aPart(3, { part_type: 'assign_and_reopen', body: '<p>Ada will help.</p>', assigned_to: { type: 'admin', id: '1001' } }),
    aPart(4, { part_type: 'note', body: '<p>A secret</p>' }),
    aPart(5, { author: person, body: '<p onclick="steal()">No<script>steal()</script></p>' }),
    aPart(6, { part_type: 'close', body: '<p>Bye</p>', author: { type: 'admin', id: '1001', name: 'Ada', email: 'ada@example.com' } }),
    aPart(7, { part_type: 'open', body: null }),
    aPart(8, { part_type: 'conversation_tags_updated', body: null, tag_ids: ['3001'] }),
    aPart(9, { part_type: 'conversation_rating_changed', body: null }),
    aPart(10, { part_type: 'participant_added', body: null }),
    aPart(11, { part_type: 'conversation_attribute_updated_by_admin', body: null, event_details: { attribute: { name: 'Topic' } } }),
    aPart(12, { part_type: 'invented_tomorrow', body: '<p>New</p>', event_details: { surprise: true } }),
    aPart(13, { author: person, body: null, redacted: true }),
    aPart(14, { part_type: 'snoozed', body: null }),
    aPart(15, { part_type: 'note_and_reopen', body: '<p>Another secret</p>' }),
  ],
})

/** One contact with a company, one without, and these conversations. */
export const worldWith = (conversations = [everything]) =>
  aWorld({ conversations, contacts: [aContact(1, { company_ids: [hexId(500)] }), aContact(2)], companies: [aCompany(500)] })

/** The selection of the parts of that conversation. */
export const partsOf = (selection: string, args = '') => `{ conversation(id: 42) { parts${args} { ${selection} } } }`

/** What Intercom reckons of a conversation; the number of its parts is counted when it is served. */
export const someStatistics = {
  time_to_assignment: null,
  time_to_admin_reply: 61,
  time_to_first_close: null,
  time_to_last_close: null,
  median_time_to_reply: null,
  first_contact_reply_at: noon,
  first_assignment_at: null,
  first_admin_reply_at: null,
  first_close_at: null,
  last_assignment_at: null,
  last_assignment_admin_reply_at: null,
  last_contact_reply_at: null,
  last_admin_reply_at: null,
  last_close_at: null,
  last_closed_by_id: '1002',
  count_reopens: 0,
  count_assignments: 0,
  handling_time: 3_700,
  adjusted_handling_time: null,
}
