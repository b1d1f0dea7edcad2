const conversation = 'GET /conversations/{conversation_id}'

const contact = 'GET /contacts/{contact_id}'
const ticket = 'GET /tickets/{ticket_id}'
const company = 'GET /companies/{company_id}'

/** Writes that answer with the record that somebody could read: what differs from the description there, differs here, and for the same reason. */
export const answersLike: Record<string, string> = {
  'PUT /conversations/{conversation_id}': conversation,
  'POST /conversations/{conversation_id}/reply': conversation,
  'POST /conversations/{conversation_id}/parts': conversation,
  'POST /conversations/redact': conversation,
  'POST /conversations/{id}/merge': conversation,
  'POST /conversations/{conversation_id}/convert': ticket,
  'POST /tickets': ticket,
  'PUT /tickets/{ticket_id}': ticket,
  'POST /contacts': contact,
  'PUT /contacts/{contact_id}': contact,
  'POST /contacts/merge': contact,
  'POST /companies': company,
  'PUT /companies/{company_id}': company,
  'POST /contacts/{contact_id}/companies': company,
  'DELETE /contacts/{contact_id}/companies/{company_id}': company,
}
