const conversation = 'GET /conversations/{conversation_id}'

/** Writes that answer with the record that somebody could read: what differs from the description there, differs here, and for the same reason. */
export const answersLike: Record<string, string> = {
  'PUT /conversations/{conversation_id}': conversation,
  'POST /conversations/{conversation_id}/reply': conversation,
  'POST /conversations/{conversation_id}/parts': conversation,
  'POST /conversations/redact': conversation,
}
