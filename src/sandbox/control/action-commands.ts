import type { Actions } from '../actions/actions.ts'
import type { Command } from './command.ts'
import { amount, customAttributes, oneOf, optional, text } from './inputs.ts'

type Body = Record<string, unknown>

/** What people do in the workspace, by name. */
export function actionCommands({ conversations, contacts, companies, tickets, articles }: Actions): Record<string, Command> {
  const conversation = ({ conversation: id }: Body) => ({ conversation: text('conversation', id) })
  const byAdmin = (body: Body) => ({ ...conversation(body), admin: text('admin', body.admin) })
  const contact = ({ contact: id }: Body) => ({ contact: text('contact', id) })
  const article = ({ article: id }: Body) => ({ article: text('article', id) })
  const words = ({ body }: Body) => ({ body: text('body', body) })
  const person = (body: Body) => ({
    ...optional(body, ['name', 'email', 'phone', 'external_id', 'owner_id']),
    ...customAttributes(body),
  })

  return {
    'start-conversation': {
      takes: '{ "contact": "…", "body": "Hello?" }',
      does: 'A customer writes for the first time.',
      run: (body) => conversations.start({ ...contact(body), ...words(body) }),
    },
    'contact-replies': {
      takes: '{ "conversation": "…", "body": "Any news?" }; "contact" when it is another than the first who takes part',
      does: 'A customer writes again.',
      run: (body) =>
        conversations.contactReplies({ ...conversation(body), ...words(body), ...(body.contact === undefined ? {} : contact(body)) }),
    },
    'admin-replies': {
      takes: '{ "conversation": "…", "admin": "…", "body": "Yes." }',
      does: 'A teammate answers.',
      run: (body) => conversations.adminReplies({ ...byAdmin(body), ...words(body) }),
    },
    note: {
      takes: '{ "conversation": "…", "admin": "…", "body": "Asked engineering." }',
      does: 'A teammate writes a note.',
      run: (body) => conversations.note({ ...byAdmin(body), ...words(body) }),
    },
    assign: {
      takes: '{ "conversation": "…", "admin": "…", "type": "admin", "assignee": "…" }; or "team"; the assignee "0" is nobody',
      does: 'A teammate hands the conversation to somebody.',
      run: (body) =>
        conversations.assign({
          ...byAdmin(body),
          type: oneOf(['admin', 'team'], 'type', body.type ?? 'admin'),
          assignee: text('assignee', body.assignee),
        }),
    },
    close: {
      takes: '{ "conversation": "…", "admin": "…" }',
      does: 'A teammate closes it.',
      run: (body) => conversations.close(byAdmin(body)),
    },
    open: {
      takes: '{ "conversation": "…", "admin": "…" }',
      does: 'A teammate opens it again.',
      run: (body) => conversations.open(byAdmin(body)),
    },
    snooze: {
      takes: '{ "conversation": "…", "admin": "…", "until": 1790000000 }, in unix seconds',
      does: 'A teammate puts it off.',
      run: (body) => conversations.snooze({ ...byAdmin(body), until: amount('until', body.until) }),
    },
    unsnooze: {
      takes: '{ "conversation": "…", "admin": "…" }',
      does: 'A teammate takes it up again.',
      run: (body) => conversations.unsnooze(byAdmin(body)),
    },
    'tag-conversation': {
      takes: '{ "conversation": "…", "admin": "…", "tag": "…" }',
      does: 'A teammate puts a tag on it.',
      run: (body) => conversations.tag({ ...byAdmin(body), tag: text('tag', body.tag) }),
    },
    prioritise: {
      takes: '{ "conversation": "…", "priority": "high" }; none, low, medium, high or urgent',
      does: 'It becomes more urgent, or less.',
      run: (body) =>
        conversations.prioritise({
          ...conversation(body),
          priority: oneOf(['none', 'low', 'medium', 'high', 'urgent'], 'priority', body.priority),
        }),
    },
    read: {
      takes: '{ "conversation": "…" }',
      does: 'A teammate reads it.',
      run: (body) => conversations.update({ ...conversation(body), read: true }),
    },
    rate: {
      takes: '{ "conversation": "…", "rating": 5, "remark": "…" }; "contact" when it is another than the first who takes part',
      does: 'A customer says how it was.',
      run: (body) =>
        conversations.rate({
          ...{ ...conversation(body), rating: amount('rating', body.rating), ...optional(body, ['remark']) },
          ...(body.contact === undefined ? {} : contact(body)),
        }),
    },
    attach: {
      takes: '{ "conversation": "…", "admin": "…", "contact": "…" }',
      does: 'Somebody more takes part.',
      run: (body) => conversations.attach({ ...byAdmin(body), ...contact(body) }),
    },
    detach: {
      takes: '{ "conversation": "…", "admin": "…", "contact": "…" }',
      does: 'Somebody takes part no more.',
      run: (body) => conversations.detach({ ...byAdmin(body), ...contact(body) }),
    },
    redact: {
      takes: '{ "conversation": "…", "part": "…" }',
      does: 'The words of a part are taken away for good.',
      run: (body) => conversations.redact({ ...conversation(body), part: text('part', body.part) }),
    },
    'delete-conversation': {
      takes: '{ "conversation": "…" }',
      does: 'It is gone, with the ticket that it was.',
      run: (body) => conversations.delete(conversation(body)),
    },

    'create-contact': {
      takes:
        '{ "role": "user", "name": "…", "email": "…", "phone": "…", "external_id": "…", "owner_id": "…", "custom_attributes": {} }; or "lead"; all may be missing',
      does: 'Somebody new.',
      run: (body) => contacts.create({ role: oneOf<'user' | 'lead'>(['user', 'lead'], 'role', body.role ?? 'user'), ...person(body) }),
    },
    'update-contact': {
      takes: '{ "contact": "…", "name": "…" }; the fields of create-contact, null takes away',
      does: 'Something about somebody changes.',
      run: (body) => contacts.update({ ...contact(body), ...person(body) }),
    },
    'archive-contact': { takes: '{ "contact": "…" }', does: 'In no list any more.', run: (body) => contacts.archive(contact(body)) },
    'unarchive-contact': { takes: '{ "contact": "…" }', does: 'Back again.', run: (body) => contacts.unarchive(contact(body)) },
    'delete-contact': { takes: '{ "contact": "…" }', does: 'Gone for good.', run: (body) => contacts.delete(contact(body)) },
    'merge-contacts': {
      takes: '{ "from": "…", "into": "…" }',
      does: 'One is gone into the other.',
      run: (body) => contacts.merge({ from: text('from', body.from), into: text('into', body.into) }),
    },
    'tag-contact': {
      takes: '{ "contact": "…", "tag": "…" }; "off": true takes it away',
      does: 'Somebody gets a tag.',
      run: (body) => contacts.tag({ ...contact(body), tag: text('tag', body.tag), isOff: body.off === true }),
    },

    'update-company': {
      takes: '{ "company": "…", "name": "…", "website": "…", "industry": "…", "custom_attributes": {} }',
      does: 'Something about a company changes.',
      run: (body) =>
        companies.update({
          company: text('company', body.company),
          ...(body.name === undefined ? {} : { name: text('name', body.name) }),
          ...optional(body, ['website', 'industry']),
          ...customAttributes(body),
        }),
    },
    'set-ticket-state': {
      takes: '{ "ticket": "…", "state": "…", "admin": "…" }',
      does: 'A teammate moves a ticket on.',
      run: (body) =>
        tickets.setState({ ticket: text('ticket', body.ticket), state: text('state', body.state), admin: text('admin', body.admin) }),
    },
    'publish-article': { takes: '{ "article": "…" }', does: 'Readers see it.', run: (body) => articles.publish(article(body)) },
    'unpublish-article': { takes: '{ "article": "…" }', does: 'A draft again.', run: (body) => articles.unpublish(article(body)) },
    'update-article': {
      takes: '{ "article": "…", "title": "…", "body": "…" }',
      does: 'Its words change.',
      run: (body) =>
        articles.update({
          ...article(body),
          ...(body.title === undefined ? {} : { title: text('title', body.title) }),
          ...(body.body === undefined ? {} : words(body)),
        }),
    },
    'delete-article': { takes: '{ "article": "…" }', does: 'Gone for good.', run: (body) => articles.delete(article(body)) },
  }
}
