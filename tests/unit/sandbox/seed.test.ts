import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import type { ConversationRecord, PartRecord, StatisticsRecord } from '../../../src/sandbox/records.ts'
import { createSeed } from '../../../src/sandbox/seed/index.ts'

const now = new Date('2026-11-24T09:00:00Z')
const nowSeconds = now.getTime() / 1000
const world = createSeed({ now })
const { contacts, companies, admins, teams, tags, segments, articles, collections, help_centers, notes, merged_contacts } = world
const conversations = [...world.conversations.values()]
const tickets = [...world.tickets.values()]

describe('a seed is the same every time', () => {
  test('the same options give the same world, down to the last word', () => {
    expect(createSeed({ now })).toStrictEqual(world)
  })

  test('at another time it is the same world, seen from there', () => {
    const later = createSeed({ now: new Date(now.getTime() + 40 * 86_400_000) })
    const [before, after] = [world, later].map(({ conversations: all }) => [...all.values()])
    expect(after?.map(({ id }) => id)).toEqual(before?.map(({ id }) => id))
    expect(after?.map(({ created_at }) => created_at)).toEqual(before?.map(({ created_at }) => created_at + 40 * 86_400))
    expect(after?.[50]?.source).toEqual(before?.[50]?.source)
  })

  test('more contacts come after the same first ones', () => {
    const more = createSeed({ now, contacts: 600, conversations: 0 })
    const few = createSeed({ now, contacts: 300, conversations: 0 })
    expect([...more.contacts.values()].slice(0, 300)).toEqual([...few.contacts.values()])
  })

  test('it is as large as asked for, and has nobody to talk to without contacts', () => {
    expect([contacts.size, conversations.length, admins.size, teams.size]).toEqual([300, 400, 12, 5])
    const small = createSeed({ now, contacts: 0, conversations: 10, companies: 0 })
    expect([small.contacts.size, small.conversations.size, small.companies.size]).toEqual([0, 0, 0])
  })
})

describe('everything that is named exists', () => {
  const known = (table: ReadonlyMap<string, unknown>, ids: Iterable<string | null | undefined>) =>
    expect([...ids].filter((id) => id != null && !table.has(id))).toEqual([])

  test('what contacts, notes and companies belong to', () => {
    for (const contact of contacts.values()) {
      known(companies, contact.company_ids)
      known(tags, contact.tag_ids)
      known(segments, contact.segment_ids)
      known(admins, [contact.owner_id])
      known(world.subscription_types, [...contact.opted_in_subscription_type_ids, ...contact.opted_out_subscription_type_ids])
    }
    for (const company of companies.values()) {
      known(tags, company.tag_ids)
      known(segments, company.segment_ids)
    }
    known(
      contacts,
      Iterator.from(notes.values()).map(({ contact_id }) => contact_id),
    )
    known(
      companies,
      Iterator.from(notes.values()).map(({ company_id }) => company_id),
    )
    known(
      contacts,
      Iterator.from(world.events.values()).map(({ contact_id }) => contact_id),
    )
    known(
      admins,
      Iterator.from(notes.values()).map(({ author_id }) => author_id),
    )
    for (const team of teams.values()) known(admins, [...team.admin_ids, ...team.primary_admin_ids, ...team.secondary_admin_ids])
    known(admins, [world.workspace.token_admin_id])
  })

  test('every custom attribute that somebody or something carries', () => {
    for (const [model, table] of Object.entries({ contact: contacts, company: companies, conversation: world.conversations })) {
      const defined = [...world.data_attributes.values()].filter((each) => each.model === model && each.custom)
      const carried = [...table.values()].flatMap(({ custom_attributes }) => Object.keys(custom_attributes))
      expect([...new Set(carried)].filter((name) => !defined.some((each) => each.name === name))).toEqual([])
    }
  })

  test('who takes part in conversations', () => {
    for (const conversation of conversations) {
      known(contacts, conversation.contact_ids)
      known(admins, [...conversation.teammate_ids, conversation.admin_assignee_id])
      known(teams, [conversation.team_assignee_id])
      known(companies, [conversation.company_id])
      known(
        tags,
        conversation.tags.map(({ id }) => id),
      )
      known(contacts, [conversation.rating?.contact_id])
      for (const { author, assigned_to, tag_ids } of conversation.parts) {
        known(tags, tag_ids)
        if (author.type !== 'bot') known(author.type === 'admin' ? admins : contacts, [author.id])
        if (assigned_to) known(assigned_to.type === 'team' ? teams : admins, [assigned_to.id])
      }
    }
  })

  test('what tickets are, who takes part in them, and what they hang together with', () => {
    for (const ticket of tickets) {
      known(world.ticket_types, [ticket.ticket_type_id])
      known(world.ticket_states, [ticket.state_id, ticket.previous_state_id])
      expect(world.ticket_types.get(ticket.ticket_type_id)?.state_ids).toContain(ticket.state_id)
      known(contacts, ticket.contact_ids)
      known(admins, [...ticket.teammate_ids, ticket.admin_assignee_id])
      known(teams, [ticket.team_assignee_id])
      known(companies, [ticket.company_id])
      for (const { type, id } of ticket.links) known(type === 'ticket' ? world.tickets : world.conversations, [id])
      const names = world.ticket_types.get(ticket.ticket_type_id)?.attributes.map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(Object.keys(ticket.attributes)))
    }
    for (const { state_ids } of world.ticket_types.values()) known(world.ticket_states, state_ids)
  })

  test('where articles and collections stand, and what Fin quotes', () => {
    const urls = new Set([...articles.values()].map(({ url }) => url))
    for (const { author_id, parent_ids, tag_ids } of articles.values()) {
      known(admins, [author_id])
      known(collections, parent_ids)
      known(tags, tag_ids)
    }
    known(
      collections,
      Iterator.from(collections.values()).map(({ parent_id }) => parent_id),
    )
    known(
      help_centers,
      Iterator.from(collections.values()).map(({ help_center_id }) => help_center_id),
    )
    const quoted = conversations.flatMap(({ ai_agent }) => ai_agent?.content_sources ?? [])
    expect(quoted.length).toBeGreaterThan(20)
    expect(quoted.filter(({ url }) => !urls.has(url))).toEqual([])
  })

  test('merged contacts are gone, and those they are gone into are there', () => {
    expect(merged_contacts.size).toBeGreaterThan(3)
    known(contacts, merged_contacts.values())
    expect([...merged_contacts.keys()].filter((id) => contacts.has(id))).toEqual([])
  })

  test('ids look like those of Intercom', () => {
    const hex = /^[0-9a-f]{24}$/
    const digits = /^[1-9]\d*$/
    const badly = (ids: Iterable<string>, pattern: RegExp) => [...ids].filter((id) => !pattern.test(id))
    for (const table of [contacts, companies, segments, merged_contacts]) expect(badly(table.keys(), hex)).toEqual([])
    for (const table of [admins, teams, tags, notes, articles, collections, help_centers]) expect(badly(table.keys(), digits)).toEqual([])
    expect(badly(world.conversations.keys(), /^\d{15}$/)).toEqual([])
    const parts = conversations.flatMap((conversation) => conversation.parts.map(({ id }) => id))
    expect(new Set(parts).size).toBe(parts.length)
  })
})

describe('a conversation agrees with its thread', () => {
  test('parts follow each other, none of them in the future', () => {
    for (const { id, created_at, updated_at, parts } of conversations) {
      const times = [created_at, ...parts.map((part) => part.created_at)]
      expect(times, id).toEqual(times.toSorted((a, b) => a - b))
      expect(
        parts.map((part) => Number(part.id)),
        id,
      ).toEqual(parts.map((part) => Number(part.id)).toSorted((a, b) => a - b))
      expect(updated_at, id).toBe(times.at(-1))
      expect(updated_at, id).toBeLessThanOrEqual(nowSeconds)
    }
  })

  test('state, assignees and snooze are what the parts left behind', () => {
    for (const { id, state, open, parts, snoozed_until, admin_assignee_id, team_assignee_id } of conversations) {
      expect(state, id).toBe(parts.at(-1)?.state ?? 'open')
      expect(open, id).toBe(state === 'open')
      expect(snoozed_until !== null, id).toBe(state === 'snoozed')
      if (snoozed_until !== null) expect(snoozed_until).toBeGreaterThan(nowSeconds)
      expect(admin_assignee_id, id).toBe(parts.findLast(({ assigned_to }) => assigned_to?.type === 'admin')?.assigned_to?.id ?? null)
      expect(team_assignee_id, id).toBe(parts.findLast(({ assigned_to }) => assigned_to?.type === 'team')?.assigned_to?.id ?? null)
    }
  })

  test('the statistics can be counted again from the parts', () => {
    for (const conversation of conversations) {
      if (conversation.statistics) expect(conversation.statistics, conversation.id).toMatchObject(counted(conversation))
    }
    expect(conversations.some(({ statistics }) => statistics === null)).toBe(true)
    expect(conversations.filter(({ statistics }) => (statistics?.count_reopens ?? 0) > 0).length).toBeGreaterThan(20)
  })

  test('somebody waits since the first message that no admin has answered', () => {
    for (const { id, state, waiting_since, parts, created_at, source } of conversations) {
      const answer = parts.findLastIndex(isAdminReply)
      const unanswered = parts
        .slice(answer + 1)
        .filter(isContactReply)
        .map((part) => part.created_at)
      if (answer < 0 && source.delivered_as === 'customer_initiated') unanswered.unshift(created_at)
      expect(waiting_since, id).toBe(state === 'open' ? (unanswered[0] ?? null) : null)
    }
  })

  test('people are not younger than what they wrote', () => {
    for (const { contact_ids, created_at, parts } of conversations) {
      const contact = contacts.get(contact_ids[0] ?? '')
      expect(contact?.created_at).toBeLessThan(created_at)
      expect(contact?.last_replied_at ?? nowSeconds).toBeGreaterThanOrEqual(parts.findLast(isContactReply)?.created_at ?? 0)
    }
  })
})

describe('it looks like a real support desk', () => {
  test('threads are short, long, and in one case longer than Intercom shows', () => {
    const lengths = conversations.map(({ parts }) => parts.length)
    const share = (from: number, to: number) => lengths.filter((length) => length >= from && length <= to).length / lengths.length
    expect(share(2, 40)).toBeGreaterThan(0.9)
    expect(share(15, 40)).toBeGreaterThan(0.15)
    expect(lengths.filter((length) => length >= 100).length).toBeGreaterThanOrEqual(4)
    expect(Math.max(...lengths)).toBe(620)
  })

  test('every state, Fin, ratings, notes, files and part types nobody listed are there', () => {
    const seen = (values: Iterable<string | null | undefined>) => new Set(values)
    const parts = conversations.flatMap((conversation) => conversation.parts)
    expect(seen(conversations.map(({ state }) => state))).toEqual(new Set(['open', 'closed', 'snoozed']))
    expect(seen(conversations.map(({ ai_agent }) => ai_agent?.resolution_state))).toEqual(
      new Set([undefined, 'assumed_resolution', 'confirmed_resolution', 'escalated', 'negative_feedback']),
    )
    expect(seen(conversations.map(({ sla_applied }) => sla_applied?.sla_status))).toEqual(new Set([undefined, 'hit', 'missed', 'active']))
    expect(seen(conversations.map(({ source }) => source.type))).toEqual(new Set(['conversation', 'email', 'whatsapp']))
    const types = seen(parts.map(({ part_type }) => part_type))
    for (const type of ['comment', 'note', 'assignment', 'close', 'snoozed', 'timer_unsnooze', 'helpdesk_capacity_rebalanced'])
      expect(types).toContain(type)
    expect(parts.some(({ redacted, body }) => redacted && body === null)).toBe(true)
    expect(parts.some(({ attachments }) => attachments.length > 0)).toBe(true)
    expect(conversations.filter(({ rating }) => rating?.remark).length).toBeGreaterThan(20)
  })

  test('a share of the conversations are tickets of the same id and thread, some with a task behind them, some under a tracker', () => {
    const nameOf = ({ ticket_type_id }: (typeof tickets)[number]) => world.ticket_types.get(ticket_type_id)?.name
    const adopted = tickets.filter(({ id }) => world.conversations.has(id))
    expect(adopted.length / conversations.length).toBeGreaterThan(0.08)
    for (const { id, contact_ids, parts, open } of adopted) {
      const conversation = world.conversations.get(id)
      expect([contact_ids, open]).toEqual([conversation?.contact_ids, conversation?.open])
      expect(parts).toEqual(expect.arrayContaining(conversation?.parts ?? []))
      expect(parts.map(({ created_at }) => created_at)).toEqual(parts.map(({ created_at }) => created_at).toSorted((a, b) => a - b))
      expect(parts.at(-1)?.created_at).toBeLessThanOrEqual(nowSeconds)
    }
    const inside = tickets.filter(({ id }) => !world.conversations.has(id))
    expect(new Set(inside.map(nameOf))).toEqual(new Set(['Engineering task', 'Refund', 'Incident']))
    expect(new Set(adopted.map(nameOf))).toEqual(new Set(['Bug report', 'Data import', 'Account change']))
    for (const ticket of inside) expect(ticket.links.length).toBeGreaterThan(0)
    expect(inside.some(({ links }) => links.length > 5)).toBe(true)
    expect(new Set(tickets.map(({ ticket_id }) => ticket_id)).size).toBe(tickets.length)
    const words = new Set(tickets.map(({ state_id }) => world.ticket_states.get(state_id)?.internal_label))
    expect(words).toEqual(new Set(['Submitted', 'In progress', 'With engineering', 'Waiting on customer', 'Resolved']))
    const values = tickets.flatMap(({ attributes }) => Object.values(attributes))
    expect(new Set(values.map((value) => (Array.isArray(value) ? 'files' : typeof value)))).toEqual(
      new Set(['string', 'number', 'boolean', 'files']),
    )
  })

  test('some contacts have more companies, tags and notes than Intercom embeds; some leads have no address', () => {
    const crowded = [...contacts.values()].filter(({ company_ids, tag_ids }) => company_ids.length > 10 && tag_ids.length > 10)
    expect(crowded.length).toBeGreaterThan(1)
    for (const { id } of crowded) expect([...notes.values()].filter(({ contact_id }) => contact_id === id).length).toBeGreaterThan(10)
    expect([...contacts.values()].filter(({ role, email }) => role === 'lead' && email === null).length).toBeGreaterThan(5)
  })

  test('bodies hold what a sanitiser is for, emoji, and writing from right to left', () => {
    const bodies = conversations.map(({ source }) => source.body).join('\n')
    for (const hostile of ['<script>', 'href="javascript:', 'onerror=', '<iframe', 'dir="rtl"', '🚗', '您好'])
      expect(bodies).toContain(hostile)
    const replies = conversations.flatMap(({ parts }) => parts.map(({ body }) => body ?? '')).join('\n')
    for (const markup of ['<ol><li>', '<code>', '<img src="https://', '<a href="https://', '<blockquote>'])
      expect(replies).toContain(markup)
    expect(bodies + replies).not.toMatch(/\{(first|agent|company|number|id)\}/)
  })

  test('the help centers have three levels and several languages', () => {
    const depth = (id: string | null): number => (id === null ? 0 : 1 + depth(collections.get(id)?.parent_id ?? null))
    expect(new Set([...collections.keys()].map(depth))).toEqual(new Set([1, 2, 3]))
    expect(help_centers.size).toBe(2)
    expect(articles.size).toBeGreaterThan(80)
    const locales = new Set([...articles.values()].flatMap(({ translated_content }) => Object.keys(translated_content)))
    expect(locales).toEqual(new Set(['en', 'de', 'fr', 'pt-BR', 'zh-CN', 'ja']))
    expect(new Set([...articles.values()].map(({ parent_ids }) => parent_ids.length))).toEqual(new Set([0, 1, 2]))
    expect([...articles.values()].filter(({ state }) => state === 'draft').length).toBeGreaterThan(3)
  })
})

test('100,000 contacts take less than 200 MB', { timeout: 60_000 }, () => {
  const before = usedBytes()
  const large = createSeed({ now, contacts: 100_000 })
  expect(usedBytes() - before).toBeLessThan(200_000_000)
  expect([large.contacts.size, new Set(large.contacts.keys()).size]).toEqual([100_000, 100_000])
})

/** After a collection, so that garbage does not count. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

const isContactReply = ({ part_type, author }: PartRecord) => part_type === 'comment' && author.type !== 'admin' && author.type !== 'bot'
const isAdminReply = ({ part_type, author }: PartRecord) => part_type === 'comment' && author.type === 'admin'

/** The statistics by another way than the seed's: one walk through the thread. */
function counted({ created_at, source, parts }: ConversationRecord): Partial<StatisticsRecord> {
  const begun = source.delivered_as === 'customer_initiated' ? created_at : null
  const result = {
    first_contact_reply_at: begun,
    last_contact_reply_at: begun,
    first_admin_reply_at: null as number | null,
    last_admin_reply_at: null as number | null,
    first_assignment_at: null as number | null,
    last_assignment_at: null as number | null,
    last_assignment_admin_reply_at: null as number | null,
    first_close_at: null as number | null,
    last_close_at: null as number | null,
    last_closed_by_id: null as string | null,
    time_to_assignment: null as number | null,
    time_to_admin_reply: null as number | null,
    time_to_first_close: null as number | null,
    time_to_last_close: null as number | null,
    median_time_to_reply: null as number | null,
    count_reopens: 0,
    count_assignments: 0,
  }
  let state = 'open'
  let waitingSince = begun
  const waits: number[] = []
  for (const part of parts) {
    const at = part.created_at
    if (isContactReply(part)) {
      result.first_contact_reply_at ??= at
      result.last_contact_reply_at = at
      waitingSince ??= at
    }
    if (part.assigned_to) {
      result.count_assignments += 1
      result.first_assignment_at ??= at
      result.last_assignment_at = at
      result.last_assignment_admin_reply_at = null
      if (result.first_admin_reply_at === null) result.time_to_assignment = at - created_at
    }
    if (isAdminReply(part)) {
      result.first_admin_reply_at ??= at
      result.time_to_admin_reply ??= at - created_at
      result.last_admin_reply_at = at
      if (waitingSince !== null) waits.push(at - waitingSince)
      waitingSince = null
      if (result.last_assignment_at !== null) result.last_assignment_admin_reply_at ??= at
    }
    if (part.part_type === 'close') {
      result.first_close_at ??= at
      result.time_to_first_close ??= at - created_at
      result.last_close_at = at
      result.time_to_last_close = at - created_at
      result.last_closed_by_id = part.author.id
    }
    if (state === 'closed' && part.state === 'open') result.count_reopens += 1
    state = part.state
  }
  waits.sort((a, b) => a - b)
  const middle = [waits[(waits.length - 1) >> 1] ?? 0, waits[waits.length >> 1] ?? 0] as const
  if (waits.length > 0) result.median_time_to_reply = Math.round((middle[0] + middle[1]) / 2)
  return result
}
