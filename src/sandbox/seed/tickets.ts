import type { AdminRecord, ConversationRecord, Seconds, TeamRecord } from '../records.ts'
import type { TicketRecord, TicketStateRecord, TicketTypeRecord } from '../ticket-records.ts'
import { backOfficeTicketId } from './ids.ts'
import { createRandom, type Random } from './random.ts'
import { hour } from './seconds.ts'
import { adoptedThread, internalThread, type TicketThread } from './ticket-threads.ts'
import { firstWordsOf, valuesOf } from './ticket-values.ts'

type Desk = {
  conversations: readonly ConversationRecord[]
  types: readonly TicketTypeRecord[]
  states: readonly TicketStateRecord[]
  admins: readonly AdminRecord[]
  teams: readonly TeamRecord[]
  now: Seconds
}
type Making = Desk & { random: Random; nextPartId: () => string }

/**
 * What support keeps track of: every ninth conversation became a ticket of its own, under its id; every third of those, and here and there a
 * conversation, has a task for the back office; and the reports of one incident hang on a tracker.
 */
export function createTickets(desk: Desk): TicketRecord[] {
  const random = createRandom('tickets')
  const making = { ...desk, random, nextPartId: partIds(random) }
  const { conversations } = desk

  const adopted = conversations.filter(becomesTicket).map((conversation) => adoptedTicket(conversation, making))
  const adoptedById = new Map(adopted.map((ticket) => [ticket.id, ticket]))
  const tasks = [
    ...adopted.filter((_, i) => i % 3 === 1).map((ticket) => ({ name: taskFor(ticket, desk), about: [ticket], title: 'Behind a ticket' })),
    ...conversations
      .filter(({ id }, i) => i % 23 === 7 && !adoptedById.has(id))
      .map((conversation) => ({ name: 'Engineering task', about: [conversation], title: 'Look into it' })),
  ]
  const reports = conversations.filter(({ custom_attributes }) => custom_attributes.Topic === 'Incident')
  const incidents = Array.from({ length: Math.ceil(reports.length / 8) }, (_, i) => ({
    name: 'Incident',
    about: reports.slice(i * 8, i * 8 + 8).map((report) => adoptedById.get(report.id) ?? report),
    title: `Incident ${2214 + i}`,
  }))
  const all = [...adopted, ...[...tasks, ...incidents].map((task, i) => insideTicket({ ...task, i }, making))]
  return all.map((ticket, i) => ({ ...ticket, ticket_id: String(1001 + i) }))
}

const becomesTicket = ({ source }: ConversationRecord, i: number) => i % 9 === 2 && source.delivered_as === 'customer_initiated'

/** What becomes of a conversation, by its topic. */
const typeByTopic: Readonly<Record<string, string>> = {
  'Calendar sync': 'Bug report',
  Incident: 'Bug report',
  'Mobile app': 'Bug report',
  Reminders: 'Bug report',
  'Booking page': 'Bug report',
  'Importing clients': 'Data import',
}

const typeNamed = ({ types }: Desk, name: string) => types.find((type) => type.name === name) as TicketTypeRecord

const taskFor = ({ ticket_type_id }: Unnumbered, desk: Desk) =>
  typeNamed(desk, 'Bug report').id === ticket_type_id ? 'Engineering task' : 'Refund'

/** But for the number that people see, which they get in the end. */
type Unnumbered = Omit<TicketRecord, 'ticket_id'>

/** A conversation as the ticket that it became: the same people, the same thread. */
function adoptedTicket(conversation: ConversationRecord, making: Making): Unnumbered {
  const { id, created_at, contact_ids, teammate_ids, admin_assignee_id, team_assignee_id, company_id, open, snoozed_until } = conversation
  const type = typeNamed(making, typeByTopic[String(conversation.custom_attributes.Topic)] ?? 'Account change')
  const agent = making.admins.find((admin) => admin.id === admin_assignee_id) ?? (making.admins[0] as AdminRecord)
  return {
    ...{ id, ticket_type_id: type.id, created_at },
    ...standing(adoptedThread({ ...making, conversation, type, agent }), created_at),
    ...{ contact_ids, teammate_ids, admin_assignee_id, team_assignee_id, company_id, open, snoozed_until },
    attributes: { ...firstWordsOf(conversation), ...valuesOf(type, created_at, making.random) },
    is_shared: true,
    links: [],
  }
}

type Task = { i: number; name: string; about: readonly (ConversationRecord | Unnumbered)[]; title: string }

/** A ticket that no customer sees, about one thing, or the tracker of many. */
function insideTicket({ i, name, about, title }: Task, making: Making): Unnumbered {
  const { random, now, teams, admins } = making
  const type = typeNamed(making, name)
  const team = teams.find((one) => one.name === 'Technical Support') as TeamRecord
  const agent = random.pick(admins.filter((admin) => team.admin_ids.includes(admin.id)))
  const [first] = about
  const startedAt = Math.min(now - 60, (first?.created_at ?? now) + random.int(1, 5) * hour)
  const thread = internalThread({ ...making, type, agent, team, startedAt })
  const id = backOfficeTicketId(i)
  const isTracker = type.category === 'Tracker'
  return {
    ...{ id, ticket_type_id: type.id, created_at: startedAt },
    ...standing(thread, startedAt),
    attributes: { _default_title_: title, ...valuesOf(type, startedAt, random) },
    contact_ids: isTracker ? [] : (first?.contact_ids.slice(0, 1) ?? []),
    teammate_ids: [agent.id],
    admin_assignee_id: agent.id,
    team_assignee_id: team.id,
    company_id: isTracker ? null : (first?.company_id ?? null),
    open: thread.state.category !== 'resolved',
    snoozed_until: null,
    is_shared: false,
    links: about.map((one) => ({ type: 'source' in one ? 'conversation' : 'ticket', id: one.id })),
  }
}

const standing = ({ parts, state, previous }: TicketThread, createdAt: Seconds) => ({
  parts,
  state_id: state.id,
  previous_state_id: previous?.id ?? null,
  updated_at: parts.at(-1)?.created_at ?? createdAt,
})

/** Of the parts that a ticket has and its conversation does not. */
function partIds(random: Random): () => string {
  let id = 47_358_000_000
  return () => {
    id += random.int(3, 211)
    return String(id)
  }
}
