import { expect, test } from 'vitest'
import { aCompany, aContact, aConversation, anArticle, aTicket, aWorld, hexId, noon } from '../small-world.ts'
import { actIn } from './told.ts'

const later = noon + 3_600
const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('Z', '+00:00')

const people = () => actIn(aWorld({ contacts: [aContact(1), aContact(2, { role: 'lead', email: null, external_id: null })] }))

test('instants of people are ISO 8601, on the first level', () => {
  const { actions, told } = people()
  actions.contacts.update({ contact: hexId(1), name: 'Ada', custom_attributes: { joined_at: 5 } })
  expect(told).toMatchObject([
    {
      topic: 'contact.user.updated',
      item: {
        type: 'contact',
        id: hexId(1),
        name: 'Ada',
        created_at: iso(noon),
        updated_at: iso(later),
        last_seen_at: null,
        custom_attributes: { joined_at: 5 },
      },
    },
  ])
})

test('another e-mail address is told as that, too; a lead that had none has been given one', () => {
  const { actions, topics } = people()
  actions.contacts.update({ contact: hexId(1), email: 'new@example.com' })
  actions.contacts.update({ contact: hexId(2), email: 'lead@example.com' })
  expect(topics()).toEqual(['contact.user.updated', 'contact.email.updated', 'contact.lead.updated', 'contact.lead.added_email'])
})

test('somebody new has an id of 24 hex digits, and is found', () => {
  const { actions, world, topics } = people()
  const made = [actions.contacts.create({ role: 'lead', name: 'Bo' }), actions.contacts.create({ email: 'c@example.com' })]
  expect(new Set(made.map(({ contact }) => contact)).size).toBe(2)
  expect(made[0]?.contact).toMatch(/^[0-9a-f]{24}$/)
  expect(topics()).toEqual(['contact.lead.created', 'contact.user.created'])
  expect([...world.search.contacts.current().idsBy('email', 'c@example.com')]).toEqual([made[1]?.contact])
})

test('archived is in no list and no search until it is back; deleted is gone, and little is told of it', () => {
  const { actions, world, told, topics } = people()
  actions.contacts.archive({ contact: hexId(1) })
  expect([world.contacts.get(hexId(1)), world.search.contacts.current().get(hexId(1))]).toEqual([undefined, undefined])
  actions.contacts.unarchive({ contact: hexId(1) })
  expect(world.contacts.get(hexId(1))?.updated_at).toBe(later)
  actions.contacts.delete({ contact: hexId(1) })
  expect(topics()).toEqual(['contact.archived', 'contact.unarchive', 'contact.deleted'])
  expect(told[2]?.item).toEqual({ type: 'contact', id: hexId(1), external_id: 'ext-1', deleted: true })
  expect(() => actions.contacts.unarchive({ contact: hexId(1) })).toThrow('is not archived')
})

test('a merge is told of the survivor, with who is gone', () => {
  const { world, actions, told } = actIn(
    aWorld({ contacts: [aContact(1), aContact(2, { role: 'lead' })], conversations: [aConversation(7, { contact_ids: [hexId(2)] })] }),
  )
  actions.contacts.merge({ from: hexId(2), into: hexId(1) })
  expect(told).toMatchObject([{ topic: 'contact.merged', item: { id: hexId(1), merged_from: { type: 'contact', id: hexId(2) } } }])
  expect(world.conversations.get('7')?.contact_ids).toEqual([hexId(1)])
  expect(() => actions.contacts.merge({ from: hexId(1), into: hexId(1) })).toThrow('into itself')
})

test("a tag on somebody is told as the two of them, under the role's topic", () => {
  const { actions, told, world } = people()
  actions.contacts.tag({ contact: hexId(2), tag: '3001' })
  actions.contacts.tag({ contact: hexId(2), tag: '3001', isOff: true })
  expect(told).toMatchObject([
    { topic: 'contact.lead.tag.created', item: { type: 'contact_tag', tag: { id: '3001', name: 'vip' }, contact: { id: hexId(2) } } },
    { topic: 'contact.lead.tag.deleted' },
  ])
  expect(world.contacts.get(hexId(2))?.tag_ids).toEqual([])
})

test('a company has tag ids, no tags and no segments, and null for no plan', () => {
  const { actions, told } = actIn(aWorld({ companies: [aCompany(1, { tag_ids: ['3001'] })] }))
  actions.companies.update({ company: hexId(1), name: 'Renamed' })
  expect(told).toMatchObject([
    { topic: 'company.updated', item: { type: 'company', name: 'Renamed', updated_at: iso(later), tag_ids: ['3001'], plan: null } },
  ])
  expect(told[0]?.item).not.toHaveProperty('tags')
  expect(told[0]?.item).not.toHaveProperty('segments')
})

test.each([
  ['2.14', 'ticket.closed'],
  ['2.15', 'ticket.resolved'],
] as const)('a ticket that is resolved is told twice; in %s the second time as %s', (version, topic) => {
  const { actions, world, told, topics } = actIn(aWorld({ contacts: [aContact(1)], tickets: [aTicket(9)] }), version)
  actions.tickets.setState({ ticket: '9', state: '5002', admin: '1001' })
  actions.tickets.setState({ ticket: '9', state: '5004', admin: '1001' })
  expect(topics()).toEqual(['ticket.state.updated', 'ticket.state.updated', topic])
  expect(told[2]?.item).toMatchObject({ type: 'ticket', id: '9', updated_at: later, ticket_state: { category: 'resolved' }, open: false })
  expect(world.tickets.get('9')).toMatchObject({
    state_id: '5004',
    previous_state_id: '5002',
    parts: [{}, { previous_ticket_state: 'in_progress' }],
  })
  expect(() => actions.tickets.setState({ ticket: '9', state: '1', admin: '1001' })).toThrow('There is no ticket state 1.')
})

test('an article is published, changed, taken back and deleted, in its default locale, too', () => {
  const { actions, world, told, topics } = actIn(aWorld({ articles: [anArticle('5', { state: 'draft' })] }))
  actions.articles.publish({ article: '5' })
  actions.articles.update({ article: '5', title: 'Other' })
  expect(world.articles.get('5')).toMatchObject({
    state: 'published',
    title: 'Other',
    translated_content: { en: { state: 'published', title: 'Other' } },
  })
  expect(told[0]?.item).toMatchObject({ type: 'article', id: '5', state: 'published', updated_at: iso(later) })
  actions.articles.unpublish({ article: '5' })
  actions.articles.delete({ article: '5' })
  expect(topics()).toEqual(['published', 'updated', 'unpublished', 'deleted'].map((what) => `article.${what}`))
  expect(told[3]?.item).toEqual({ type: 'article', id: '5', deleted: true })
})
