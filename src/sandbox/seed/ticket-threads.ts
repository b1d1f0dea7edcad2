import type { AdminRecord, AuthorRecord, ConversationRecord, Seconds, TeamRecord } from '../records.ts'
import type { TicketPartRecord, TicketStateRecord, TicketTypeRecord } from '../ticket-records.ts'
import { by } from './moments.ts'
import type { Random } from './random.ts'
import { hour, minute } from './seconds.ts'
import { isAdminComment, isContactComment } from './statistics.ts'

/** What happened with a ticket, where it stands, and where it stood before. */
export type TicketThread = { parts: TicketPartRecord[]; state: TicketStateRecord; previous: TicketStateRecord | null }

type Making = {
  type: TicketTypeRecord
  states: readonly TicketStateRecord[]
  agent: AdminRecord
  nextPartId: () => string
  random: Random
  now: Seconds
}

/** The thread of a conversation that became a ticket: all that happened in it, and the states it went through meanwhile. */
export function adoptedThread({ conversation, ...making }: Making & { conversation: ConversationRecord }): TicketThread {
  const { agent, random } = making
  const walk = createWalk(making)
  walk.go('Submitted', conversation.created_at + random.int(1, 40), by(agent))
  for (const part of conversation.parts) {
    walk.parts.push(part)
    const at = part.created_at
    if (part.part_type === 'close') walk.go('Resolved', at, part.author)
    if (isContactComment(part)) walk.go('In progress', at, by(agent))
    if (isAdminComment(part)) {
      walk.go(random.chance(0.3) ? 'With engineering' : 'Waiting on customer', at, part.author)
      if (random.chance(0.2)) walk.correct(at)
    }
  }
  walk.parts.sort((a, b) => a.created_at - b.created_at)
  return walk.end()
}

/** The thread of a ticket that only the team sees: given to somebody, talked about, maybe done. */
export function internalThread({ team, startedAt, ...making }: Making & { team: TeamRecord; startedAt: Seconds }): TicketThread {
  const { agent, random } = making
  const author = by(agent)
  const walk = createWalk(making)
  let at = startedAt
  const later = (seconds: Seconds) => {
    at += seconds
    return at
  }
  walk.go('Submitted', at, author)
  walk.add(later(20), author, { part_type: 'assignment', assigned_to: { type: 'team', id: team.id } })
  walk.add(later(random.around(30 * minute)), author, { part_type: 'assignment', assigned_to: { type: 'admin', id: agent.id } })
  walk.go('In progress', later(random.around(hour)), author)
  walk.add(later(random.around(hour)), author, { part_type: 'note', body: `<p>${random.pick(notes)}</p>` })
  walk.correct(at)
  if (random.chance(0.4)) walk.go('With engineering', at, author)
  if (random.chance(0.6)) {
    walk.add(later(random.around(8 * hour)), author, { part_type: 'close' })
    walk.go('Resolved', at, author)
  }
  return walk.end()
}

const notes = [
  'Reproduced on staging, the customer’s own data is not needed.',
  'The fix is in review, see the pull request.',
  'Finance has it. Two days, they say.',
  'Same cause as last week, the replica was behind.',
]

/** Leads a ticket through the states of its type and writes down each step. What would lie after now does not happen. */
function createWalk({ type, states, agent, nextPartId, random, now }: Making) {
  const own = type.state_ids.flatMap((id) => states.find((state) => state.id === id) ?? [])
  const parts: TicketPartRecord[] = []
  let state = own[0] as TicketStateRecord
  let previous: TicketStateRecord | null = null

  function add(at: Seconds, author: AuthorRecord, part: Partial<TicketPartRecord> & Pick<TicketPartRecord, 'part_type'>) {
    if (at > now) return
    parts.push({
      ...{ id: nextPartId(), body: null, created_at: at, updated_at: at, assigned_to: null, author, attachments: [] },
      ...{ external_id: null, redacted: false, app_package_code: null },
      ...part,
    })
  }

  return {
    parts,
    add,
    /** On to a state of that name, if its type has it. The first step says that it begins where it is, as Intercom's does. */
    go(label: string, at: Seconds, author: AuthorRecord) {
      const next = own.find(({ internal_label }) => internal_label === label) ?? state
      const isFirst = !parts.some(({ ticket_state }) => ticket_state)
      if (at > now || (next === state && !isFirst)) return
      add(at, author, {
        part_type: 'ticket_state_updated_by_admin',
        ticket_state: next.category,
        previous_ticket_state: state.category,
      })
      if (next !== state) previous = state
      state = next
    },
    /** The agent chooses again from one of its lists. */
    correct(at: Seconds) {
      const list = type.attributes.find(({ list_options }) => list_options)
      if (!list?.list_options) return
      const value = random.pick(list.list_options).label
      add(at, by(agent), { part_type: 'ticket_attribute_updated_by_admin', updated_attribute: { id: list.id, name: list.name, value } })
    },
    end: (): TicketThread => ({ parts, state, previous }),
  }
}
