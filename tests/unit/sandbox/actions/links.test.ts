import { expect, test } from 'vitest'
import { aCompany, aContact, aConversation, anArticle, aTicket, aWorld, hexId, noon } from '../small-world.ts'
import { actIn } from './told.ts'

const later = noon + 3_600
const aType = (id: string, consent_type: 'opt_in' | 'opt_out') => {
  const translation = { name: 'News', description: '', locale: 'en' }
  const words = { default_translation: translation, translations: [translation] }
  return { id, consent_type, state: 'live' as const, content_types: ['email' as const], ...words }
}
const world = () =>
  aWorld({
    contacts: [aContact(1), aContact(2, { role: 'lead' })],
    companies: [aCompany(50)],
    conversations: [aConversation(7)],
    subscription_types: [aType('10', 'opt_in'), aType('11', 'opt_out')],
    tickets: [aTicket(7), aTicket(20)],
    articles: [anArticle('5')],
  })

test('who comes to a conversation and leaves it is told without a type, and the conversation by a number', () => {
  const { actions, world: now, told } = actIn(world())
  const one = { conversation: '7', contact: hexId(2), admin: '1001' }
  for (let time = 0; time < 2; time++) actions.conversations.attach(one)
  actions.conversations.detach(one)
  expect(told.map(({ topic }) => topic)).toEqual(['conversation.contact.attached', 'conversation.contact.detached'])
  expect(told[0]?.item).toMatchObject({ conversation: { model: { id: 7 } }, contact: { id: hexId(2) } })
  expect(told[0]?.item).not.toHaveProperty('type')
  expect(now.conversations.get('7')?.parts).toMatchObject([{ part_type: 'participant_added' }, { part_type: 'participant_removed' }])
  expect(now.tickets.get('7')?.contact_ids).toEqual([hexId(1)])
})

test('who comes to a company and leaves it is told with the company', () => {
  const { actions, told, topics } = actIn(world())
  const one = { contact: hexId(1), company: hexId(50) }
  actions.contacts.company(one)
  actions.contacts.company({ ...one, isOff: true })
  expect(topics()).toEqual(['company.contact.attached', 'company.contact.detached'])
  expect(told[0]?.item).toMatchObject({ company: { id: hexId(50) }, contact: { id: hexId(1), companies: { total_count: 1 } } })
})

test('a choice is told as what comes of it: whoever opts out, and whoever takes back an opt-in, is subscribed no more', () => {
  const { actions, told, topics } = actIn(world())
  actions.contacts.subscription({ contact: hexId(1), type: '10' })
  actions.contacts.subscription({ contact: hexId(1), type: '10', isOff: true })
  actions.contacts.subscription({ contact: hexId(1), type: '11' })
  actions.contacts.subscription({ contact: hexId(1), type: '11', isOff: true })
  expect(topics()).toEqual(['subscribe', 'unsubscribe', 'unsubscribe', 'subscribe'].map((what) => `granular.${what}`))
  expect(told[0]?.item).toMatchObject({ type: 'granular_subscribe', subscription_types: { data: [{ id: '10' }] }, created_at: later })
})

test('a lead that becomes a user is told to have signed up', () => {
  const { actions, topics } = actIn(world())
  actions.contacts.update({ contact: hexId(2), role: 'user' })
  expect(topics()).toEqual(['contact.user.updated', 'contact.lead.signed_up'])
})

test('companies, teammates, events and messages are told; notes and tags of companies are not', () => {
  const { actions, told, topics } = actIn(world())
  const { company } = actions.companies.create({ company_id: 'new' })
  actions.companies.tag({ company, tag: '3001', isOff: false })
  actions.companies.writeNote({ company, author: '1001', body: '<p>Hi</p>' })
  actions.companies.delete({ company })
  actions.workspace.setAway({ admin: '1001', away_mode_enabled: true, away_mode_reassign: false, away_status_reason_id: null })
  actions.workspace.track({ contact_id: hexId(1), event_name: 'invited', created_at: later, metadata: {} })
  const message = { admin: '1001', contacts: [hexId(2)], body: '<p>Hi</p>', subject: '', channel: 'conversation' as const, at: undefined }
  actions.conversations.adminWrites({ ...message, opensConversation: true })
  expect(topics()).toEqual([
    ...['company.created', 'company.deleted', 'admin.away_mode_updated', 'event.created', 'contact.lead.updated'],
    'conversation.admin.single.created',
  ])
  expect(told[1]?.item).toEqual({ type: 'company', id: company, deleted: true })
  expect(told[3]?.item).toMatchObject({ type: 'event', event_name: 'invited', intercom_user_id: hexId(1), created_at: later })
})

test('a conversation that is read, or is given another company, is told from the version on that has the topic', () => {
  const old = actIn(world())
  old.actions.conversations.update({ conversation: '7', read: true, company: hexId(50), title: 'A title' })
  expect(old.topics()).toEqual(['conversation.read'])
  const young = actIn(world(), '2.15')
  young.actions.conversations.update({ conversation: '7', company: hexId(50) })
  expect(young.topics()).toEqual(['conversation.company.updated'])
})

test('a ticket is told when it is made, described, answered and deleted', () => {
  const { actions, topics } = actIn(world())
  const author = { type: 'admin' as const, id: '1001', name: 'Ada', email: 'ada@example.com' }
  const { ticket } = actions.tickets.create({ ticket_type_id: '4001', contact_ids: [hexId(1)], attributes: {} })
  actions.tickets.setAttributes({ ticket, attributes: { _default_title_: 'Broken' } })
  actions.tickets.setAttributes({ ticket, attributes: { _default_title_: 'Broken' } })
  actions.tickets.happens(ticket, { type: 'comment', author, body: '<p>Hi</p>' })
  actions.tickets.deleteTicket({ ticket })
  expect(topics()).toEqual(['ticket.created', 'ticket.attribute.updated', 'ticket.admin.replied', 'conversation.deleted'])
})

test('an article is told when it is made, and by its own name when it is published with that', () => {
  const { actions, topics } = actIn(world())
  actions.articles.create({ title: 'A', author_id: '1001' })
  actions.articles.create({ title: 'B', author_id: '1001', state: 'published' })
  actions.articles.change({ article: '5', state: 'published', title: 'C' })
  expect(topics()).toEqual(['created', 'created', 'published', 'updated'].map((what) => `article.${what}`))
})
