import { at, listAt, type Rest, type Wire } from './rest.ts'

/** The type of a part, by Intercom's word for it. */
function partType(word: string): string {
  if (word === 'comment' || word === 'quick_reply') return 'CommentPart'
  if (word.includes('note')) return 'NotePart'
  if (word.includes('assign')) return 'AssignmentPart'
  return /^(open|close|snoozed|unsnoozed|timer_unsnooze)$/.test(word) ? 'StateChangePart' : 'GenericPart'
}

/** Parts with what only their conversation knows: which one that is, and until when the snooze lasts that is its last change of state. */
function partsOf(conversation: Wire): Wire[] {
  const parts = listAt(conversation, 'conversation_parts.conversation_parts').map((part) => ({
    ...part,
    record: `${partType(String(part.part_type))}/${conversation.id}:${part.id}`,
    conversation: conversation.id,
  }))
  const last = parts.findLast(({ record }) => record.startsWith('StateChangePart/'))
  return parts.map((part) =>
    part === last && conversation.state === 'snoozed' && at(part, 'part_type') === 'snoozed'
      ? { ...part, snoozed_until: conversation.snoozed_until }
      : part,
  )
}

const ticketPartsOf = (ticket: Wire): Wire[] =>
  listAt(ticket, 'ticket_parts.ticket_parts').map((part) => ({ ...part, record: `TicketPart/${ticket.id}:${part.id}` }))

const parts = async (records: Records, typename: string) =>
  (await records.all('Conversation')).flatMap(partsOf).filter(({ record }) => String(record).startsWith(`${typename}/`))

const eachOf = (rest: Rest, path: string, wires: readonly Wire[]) => Promise.all(wires.map(({ id }) => rest.get(`${path}/${id}`)))

async function dataAttributes(rest: Rest): Promise<Wire[]> {
  const common = await rest.list('/data_attributes?include_archived=true')
  const apart = rest.version >= '2.16' ? await rest.list('/conversations/attributes?include_archived=true') : []
  return [...common, ...apart.map((attribute) => ({ ...attribute, model: 'conversation' }))].map((attribute: Wire) => ({
    ...attribute,
    record: `DataAttribute/${attribute.model}:${attribute.id ?? attribute.full_name}`,
  }))
}

async function notes(rest: Rest, records: Records): Promise<Wire[]> {
  const [contacts, companies] = await Promise.all([records.all('Contact'), records.all('Company')])
  const paths = [
    ...contacts.map(({ id }) => `/contacts/${id}/notes`),
    ...(rest.version >= '2.15' ? companies.map(({ id }) => `/companies/${id}/notes`) : []),
  ]
  return (await Promise.all(paths.map((path) => rest.list(path)))).flat()
}

/** Where the REST API has every record of a type, as whole as it gives it. A type of records that is not here fails the comparison. */
const sources: Record<string, (rest: Rest, records: Records) => Promise<Wire[]>> = {
  Workspace: async (rest) => {
    const app = at(await rest.get('/me'), 'app') as Wire
    return [{ ...app, record: `Workspace/${app.id_code}` }]
  },
  Admin: (rest) => rest.list('/admins?display_avatar=true', 'admins'),
  Team: (rest) => rest.list('/teams', 'teams'),
  Tag: (rest) => rest.list('/tags'),
  Segment: (rest) => rest.list('/segments?include_count=true', 'segments'),
  DataAttribute: dataAttributes,
  SubscriptionType: (rest) => rest.list('/subscription_types'),
  // the list leaves out those without users; a scroll does not, and its first page holds a hundred
  Company: async (rest) => eachOf(rest, '/companies', listAt(await rest.get('/companies/scroll'), 'data')),
  Contact: (rest) => rest.list('/contacts?per_page=50'),
  Note: notes,
  HelpCenter: (rest) => rest.list('/help_center/help_centers'),
  Collection: (rest) => rest.list('/help_center/collections?per_page=20'),
  Article: async (rest) => eachOf(rest, '/articles', await rest.list('/articles?per_page=50')),
  TicketType: (rest) => rest.list('/ticket_types'),
  Conversation: async (rest) => eachOf(rest, '/conversations', await rest.list('/conversations?per_page=50', 'conversations')),
  CommentPart: (_, records) => parts(records, 'CommentPart'),
  NotePart: (_, records) => parts(records, 'NotePart'),
  AssignmentPart: (_, records) => parts(records, 'AssignmentPart'),
  StateChangePart: (_, records) => parts(records, 'StateChangePart'),
  GenericPart: (_, records) => parts(records, 'GenericPart'),
  Ticket: (rest) => rest.search('/tickets/search', 'tickets', { field: 'created_at', operator: '>', value: 0 }),
  TicketPart: async (_, records) => (await records.all('Ticket')).flatMap(ticketPartsOf),
}

export type Records = ReturnType<typeof createRecords>

/** Every record that the REST API has, by the types of the graph. */
export function createRecords(rest: Rest) {
  const known = new Map<string, Promise<Wire[]>>()
  const records = {
    rest,
    types: Object.keys(sources),
    partsOf,
    ticketPartsOf,
    /** All of a type, in the order of their list. */
    all(typename: string): Promise<Wire[]> {
      const source = sources[typename]
      if (!source) throw new Error(`Say in tests/support/rest/records.ts where the REST API has every ${typename}.`)
      const found = known.get(typename) ?? source(rest, records)
      known.set(typename, found)
      return found
    },
  }
  return records
}

/** Which record a wire, or an id, is: `Contact/6f00…`. Null for every way in which Intercom says none. */
export function recordOf(typename: string, raw: unknown): string | null {
  if (raw === null || raw === undefined || raw === '' || raw === 0 || raw === '0') return null
  if (typeof raw === 'object') return 'record' in raw ? String(raw.record) : recordOf(typename, (raw as Wire).id)
  return String(raw).includes('/') ? String(raw) : `${typename}/${raw}`
}
