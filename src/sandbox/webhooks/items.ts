import { since, type Version } from '../http/versions.ts'
import type {
  AdminRecord,
  ArticleRecord,
  CompanyRecord,
  ContactRecord,
  ConversationRecord,
  EventRecord,
  PartRecord,
  SubscriptionTypeRecord,
  TagRecord,
} from '../records.ts'
import { renderAdmin } from '../resources/admins.ts'
import { renderArticle } from '../resources/articles.ts'
import { renderCompany } from '../resources/companies.ts'
import { renderContact } from '../resources/contact.ts'
import { renderConversation, renderPart } from '../resources/conversation.ts'
import { renderEvent } from '../resources/events.ts'
import { htmlToText } from '../resources/plain-text.ts'
import { renderSubscriptionType } from '../resources/subscription-types.ts'
import { renderTag } from '../resources/tags.ts'
import { renderTicket, renderTicketPart } from '../resources/ticket.ts'
import type { LiveWorld } from '../store/world.ts'
import type { TicketPartRecord, TicketRecord } from '../ticket-records.ts'

export type Items = ReturnType<typeof createItems>

/**
 * What notifications carry under `data.item`, in the version that the app is set to. These are not the objects of the REST API: instants of people,
 * companies and articles are ISO 8601, a conversation has the parts of this event only, and of what is deleted hardly more than the id is left.
 */
export function createItems(world: LiveWorld, version: Version) {
  const contact = (record: ContactRecord) => withIsoTimes(renderContact(world, record, version))

  function companyItem(record: CompanyRecord) {
    const { tags: _, segments: __, ...company } = renderCompany(world, record)
    return { ...withIsoTimes(company), plan: record.plan && company.plan, tag_ids: record.tag_ids }
  }

  return {
    conversation(record: ConversationRecord, parts: readonly PartRecord[]) {
      const { statistics, source, ...conversation } = renderConversation(world, record, version)
      const isPlain = since(version, '2.15')
      return {
        ...conversation,
        source: isPlain ? { ...source, body: htmlToText(source.body), subject: htmlToText(source.subject) } : source,
        statistics: statistics && !isPlain ? withIsoTimes(statistics) : statistics,
        conversation_parts: {
          type: 'conversation_part.list',
          conversation_parts: parts.map((part) => renderPart(world, part, isPlain)),
          total_count: parts.length,
        },
      }
    },
    /** Without an `id`. */
    deletedConversation: (conversation_id: string) => ({ type: 'conversation', conversation_id }),

    /** Of those who begin and cease to take part: without a type, and the conversation as it stands inside Intercom, of which only the id is sure. */
    participant: (conversation: ConversationRecord, record: ContactRecord) => ({
      conversation: { parts: [], options: {}, model: { id: Number(conversation.id), state: conversation.state } },
      contact: contact(record),
    }),

    contact,
    deletedContact: ({ id, external_id }: ContactRecord) => ({ type: 'contact', id, external_id, deleted: true }),
    mergedContact: (survivor: ContactRecord, from: string) => ({ ...contact(survivor), merged_from: { type: 'contact', id: from } }),
    contactTag: (record: ContactRecord, tag: TagRecord) => ({ type: 'contact_tag', tag: renderTag(tag), contact: contact(record) }),

    /** Of those who come to a company and leave it: without a type. */
    companyContact: (company: CompanyRecord, record: ContactRecord) => ({ company: companyItem(company), contact: contact(record) }),
    subscription: (record: ContactRecord, type: SubscriptionTypeRecord, isSubscribed: boolean) => ({
      type: isSubscribed ? 'granular_subscribe' : 'granular_unsubscribe',
      contact: contact(record),
      subscription_types: { type: 'list', data: [renderSubscriptionType(type)] },
      created_at: record.updated_at,
    }),
    company: companyItem,
    deletedCompany: ({ id }: CompanyRecord) => ({ type: 'company', id, deleted: true }),
    /** Beside what the API says of a teammate, the reason in words. */
    admin: (record: AdminRecord) => ({ ...renderAdmin(world, record, false), away_status_reason: null }),
    event: (record: EventRecord, by: ContactRecord) => ({ ...renderEvent(record, by), id: record.id }),

    ticket: (record: TicketRecord) => renderTicket(world, record, version),
    /** Of replies, notes and assignments. */
    ticketPart: (record: TicketRecord, part: TicketPartRecord) => ({
      type: 'ticket_ticket_part',
      ticket: renderTicket(world, record, version),
      ticket_part: renderTicketPart(part),
    }),

    article: (record: ArticleRecord) => withIsoTimes(renderArticle(world, record, version)),
    deletedArticle: ({ id }: ArticleRecord) => ({ type: 'article', id, deleted: true }),
  }
}

/** Instants of the topmost level: `created_at: 1734537430` becomes `"2024-12-18T15:57:10.000+00:00"`. */
function withIsoTimes<T extends object>(record: T) {
  const isTime = (name: string, value: unknown): value is number => name.endsWith('_at') && typeof value === 'number'
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString().replace('Z', '+00:00')
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, isTime(name, value) ? iso(value) : value]))
}
