import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Effects } from '../../../src/webhooks/topics.ts'
import { startTopics } from '../../support/topics.ts'
import { hexId } from '../sandbox/small-world.ts'

const [ada, bob, company] = [hexId(1), hexId(2), hexId(3)] as const

let table: Awaited<ReturnType<typeof startTopics>>
beforeAll(async () => {
  table = await startTopics()
})
afterAll(() => table[Symbol.asyncDispose]())

function effectsOf(topic: string, item: object): Effects {
  const judged = table.judge(topic, item as Record<string, unknown>)
  if (judged.kind !== 'known') throw new Error(`${topic} is ${judged.kind}`)
  return judged.effects
}

describe('a conversation', () => {
  // the part of this event only, as Intercom sends it
  const replied = {
    type: 'conversation',
    id: '17',
    state: 'open',
    admin_assignee_id: 1001,
    team_assignee_id: null,
    ticket: null,
    source: { body: 'secret', author: { type: 'admin', id: '1001', name: 'secret' } },
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: ada }] },
    statistics: { first_contact_reply_at: '2026-01-02T03:04:05.000+00:00' },
    conversation_parts: {
      conversation_parts: [
        { type: 'conversation_part', id: 9, part_type: 'comment', body: 'secret', author: { type: 'user', id: bob, name: 'secret' } },
      ],
      total_count: 1,
    },
  }

  test('that was answered is forgotten with every list, and says by ids who wrote', () => {
    const effects = effectsOf('conversation.user.replied', replied)
    expect(effects).toEqual({
      about: [
        { type: 'conversation', id: '17' },
        { type: 'contact', id: ada },
        { type: 'contact', id: bob },
      ],
      facts: {
        judged: { state: 'OPEN', adminAssigneeId: '1001', teamAssigneeId: null, contacts: [{ id: ada }] },
        parts: [{ id: '9', type: 'comment', authorType: 'user', authorId: bob }],
      },
      forget: ['conversation:17', 'scope/conversation'],
      erase: [],
      moves: [],
      names: ['conversation:17', `contact:${ada}`, `contact:${bob}`],
      once: ['conversation part:17:9'],
    })
    expect(JSON.stringify(effects)).not.toContain('secret')
  })

  test.each([
    ['conversation.contact.attached', { conversation: { parts: [], options: {}, model: { id: 17, state: 'open' } }, contact: { id: bob } }],
    ['conversation.contact.detached', { conversation: { model: { id: 17 } }, contact: { id: bob } }],
    ['conversation.read', { id: 17 }],
    ['conversation.admin.replied.translated', { type: 'conversation', id: '17' }],
  ])('is found in a %s', (topic, item) => {
    const { about, forget } = effectsOf(topic, item)
    expect(about[0]).toEqual({ type: 'conversation', id: '17' })
    expect(forget).toEqual(['conversation:17', 'scope/conversation'])
  })

  test('that was deleted has no id but a conversation_id, and is erased as the ticket that it may be', () => {
    const { about, erase, forget, once } = effectsOf('conversation.deleted', { type: 'conversation', conversation_id: 17 })
    expect(about).toEqual([{ type: 'conversation', id: '17' }])
    expect(erase).toEqual(['conversation:17', 'ticket:17', 'mention:17'])
    expect(forget).toEqual(['scope/conversation', 'scope/ticket'])
    expect(once).toEqual(['conversation.deleted:17'])
  })

  test('of which a part was redacted is erased, head, thread and all', () => {
    const { erase, facts } = effectsOf('conversation_part.redacted', replied)
    expect(erase).toEqual(['conversation:17', 'ticket:17', 'mention:17'])
    expect(facts).toEqual({ parts: [{ id: '9', type: 'comment', authorType: 'user', authorId: bob }] })
  })
})

describe('a contact', () => {
  test.each([
    ['contact.user.updated', { type: 'contact', id: ada, role: 'user' }],
    ['contact.lead.tag.created', { type: 'contact_tag', tag: { id: '5' }, contact: { id: ada, role: 'user' } }],
    ['granular.subscribe', { type: 'granular_subscribe', contact: { id: ada, role: 'user' }, subscription_types: { data: [{ id: 1 }] } }],
    ['visitor.signed_up', { id: ada, role: 'user' }],
  ])('is found in a %s', (topic, item) => {
    const effects = effectsOf(topic, item)
    expect(effects).toMatchObject({
      about: [{ type: 'contact', id: ada }],
      facts: { judged: { role: 'USER' } },
      names: [`contact:${ada}`],
      erase: [],
    })
    expect(effects.forget).toEqual(expect.arrayContaining([`contact:${ada}`, 'scope/contact', `scope/contact:${ada}:segments`]))
  })

  test('that was tagged has its tags forgotten, and that chose anew what it is subscribed to', () => {
    expect(effectsOf('contact.user.tag.deleted', { contact: { id: ada } }).forget).toContain(`scope/contact:${ada}:tags`)
    expect(effectsOf('contact.unsubscribed', { contact: { id: ada } }).forget).toContain(`scope/contact:${ada}:subscriptions`)
  })

  test('that was created is new in the lists of its companies', () => {
    const item = { id: ada, companies: { type: 'list', data: [{ type: 'company', id: company }] } }
    expect(effectsOf('contact.user.created', item).forget).toContain(`scope/company:${company}:contacts`)
  })

  test('that was deleted is erased, with its notes and events', () => {
    const { erase, forget } = effectsOf('contact.deleted', { type: 'contact', id: ada, external_id: 'x', deleted: true })
    expect(erase).toEqual([`contact:${ada}`, `scope/contact:${ada}:notes`, `event:${ada}`, `eventSummary:${ada}`, `mention:${ada}`])
    expect(forget).toEqual(
      expect.arrayContaining(['scope/contact', 'scope/conversation', 'scope/ticket', `scope/contact:${ada}:companies`]),
    )
  })

  test('that was merged is erased where it is named, and its survivor forgotten', () => {
    const merged = effectsOf('contact.merged', { id: ada, merged_from: { type: 'contact', id: bob } })
    expect(merged).toMatchObject({
      facts: { mergedId: bob },
      erase: [`contact:${bob}`, `mention:${ada}`, `mention:${bob}`],
      moves: [{ key: `contact:${bob}`, to: ada }],
    })
    expect(merged.forget).toEqual(
      expect.arrayContaining([`contact:${ada}`, 'scope/contact', 'scope/conversation', `scope/contact:${bob}:companies`]),
    )
    expect(effectsOf('contact.merged', { id: ada })).toMatchObject({ facts: { mergedId: null }, erase: [], moves: [] })
  })

  test('that did something has only that forgotten', () => {
    expect(effectsOf('event.created', { event_name: 'secret', intercom_user_id: ada })).toMatchObject({
      about: [{ type: 'contact', id: ada }],
      forget: [`event:${ada}`, `eventSummary:${ada}`],
      facts: {},
    })
  })
})

describe('a company', () => {
  test('that somebody joined is forgotten with who is in it, and the person with where they are', () => {
    const effects = effectsOf('company.contact.attached', { company: { id: company, tag_ids: [] }, contact: { id: ada } })
    expect(effects).toMatchObject({ facts: { contactId: ada }, names: [`company:${company}`, `contact:${ada}`] })
    expect(effects.about).toEqual([
      { type: 'company', id: company },
      { type: 'contact', id: ada },
    ])
    expect(effects.forget).toEqual(
      expect.arrayContaining([
        `company:${company}`,
        'scope/company',
        `scope/company:${company}:contacts`,
        `contact:${ada}`,
        `scope/contact:${ada}:companies`,
      ]),
    )
  })

  test('that was deleted is erased, with its notes', () => {
    const { erase, forget } = effectsOf('company.deleted', { id: company, type: 'company', deleted: true })
    expect(erase).toEqual([`company:${company}`, `scope/company:${company}:notes`, `mention:${company}`])
    expect(forget).toContain(`scope/company:${company}:contacts`)
  })
})

describe('a ticket', () => {
  test.each([
    ['ticket.state.updated', { type: 'ticket', id: '17', ticket_id: '3', ticket_state: { id: 8 } }],
    [
      'ticket.note.created',
      { type: 'ticket_ticket_part', ticket: { id: '17', ticket_state: { id: '8' } }, ticket_part: { id: '4', part_type: 'note' } },
    ],
    ['ticket.closed', { ticket: { id: '17', ticket_state: { id: '8' } } }],
    ['ticket.contact.attached', { ticket: { id: 17, state: 'secret words', ticket_state: { id: 8 } }, contact: { id: ada } }],
  ])('is found in a %s, and is the conversation that it may be', (topic, item) => {
    const effects = effectsOf(topic, item)
    expect(effects.about[0]).toEqual({ type: 'ticket', id: '17' })
    expect(effects.facts).toMatchObject({ judged: { state: { id: '8' } } })
    expect(effects.forget).toEqual(['ticket:17', 'scope/ticket', 'conversation:17', 'scope/conversation'])
  })

  test('is told once of each state that it comes to, by the newest part of its thread, under each topic', () => {
    const part = (id: string, created_at: number) => ({ id, created_at, part_type: 'ticket_state_updated_by_admin' })
    const ticket_parts = { ticket_parts: [part('5', 20), part('4', 10), { id: '6', created_at: 30, part_type: 'comment' }] }
    expect(effectsOf('ticket.state.updated', { id: '17', ticket_parts }).once).toEqual(['ticket.state.updated:17:5'])
    expect(effectsOf('ticket.closed', { ticket: { id: '17', ticket_parts } }).once).toEqual(['ticket.closed:17:5'])
    expect(effectsOf('ticket.created', { id: '17', ticket_parts }).once).toEqual(['ticket:17'])
    const told = ['ticket.state.updated:17:5', 'ticket.attribute.updated:17:7']
    expect(effectsOf('gateway.ticket.updated', { id: '17', told })).toMatchObject({ once: told, about: [{ type: 'ticket', id: '17' }] })
  })

  test('has the conversations forgotten that it hangs together with', () => {
    const linked_objects = { type: 'list', data: [{ type: 'conversation', id: '20' }, { type: 'ticket', id: '21' }, null] }
    expect(effectsOf('ticket.created', { id: '17', linked_objects }).forget).toContain('conversation:20')
    expect(effectsOf('ticket.created', { id: '17', linked_objects }).forget).not.toContain('conversation:21')
  })
})

test('an article is forgotten with where it stands, and erased when it was deleted, whole or not', () => {
  expect(effectsOf('article.published', { id: 12, state: 'published', body: 'secret' })).toEqual({
    about: [{ type: 'article', id: '12' }],
    facts: { judged: { state: 'PUBLISHED' } },
    forget: ['article:12', 'scope/article', 'all/articleIndex'],
    erase: [],
    moves: [],
    names: ['article:12'],
    once: [],
  })
  expect(effectsOf('article.deleted', { id: '12', type: 'article', deleted: true })).toMatchObject({
    erase: ['article:12', 'mention:12'],
    forget: ['scope/article', 'all/articleIndex'],
  })
})

test('a teammate who comes or goes is forgotten with the lists of teammates and teams', () => {
  expect(effectsOf('admin.removed_from_workspace', { type: 'admin', id: '1001' })).toMatchObject({
    about: [{ type: 'admin', id: '1001' }],
    forget: ['admin:1001', 'all/admin', 'all/team'],
  })
  expect(effectsOf('admin.away_mode_updated', { id: 1001 }).forget).toEqual(['admin:1001', 'all/admin'])
})

test('no topic is misled by an item that holds nothing, or everything but what is expected', () => {
  for (const item of [{}, { id: '../search', contact: { id: 'scroll' }, ticket: 'no', conversation: [], merged_from: 7 }]) {
    for (const topic of table.topics)
      expect({ topic, kind: table.judge(topic, item).kind }).toEqual({ topic, kind: expect.stringMatching(/unreadable|ignored/) })
  }
})
