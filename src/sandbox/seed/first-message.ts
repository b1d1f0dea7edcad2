import type { ContactRecord, ConversationRecord, Seconds } from '../records.ts'
import { attach } from './attachments.ts'
import { conversationId } from './ids.ts'
import { fill, toHtml } from './messages.ts'
import { by } from './moments.ts'
import type { Kind } from './plans.ts'
import type { Scene } from './scene.ts'

type Start = { i: number; kind: Kind; scene: Scene; contact: ContactRecord; startedAt: Seconds; contacts: readonly ContactRecord[] }

/** A conversation as it begins: the first message, and nothing else. */
export function beginConversation({ i, kind, scene, contact, startedAt, contacts }: Start): ConversationRecord {
  const { random, topic } = scene
  const source = firstMessage(i, kind, scene)
  const isFromContact = source.delivered_as === 'customer_initiated'
  return {
    id: conversationId(i),
    title: source.type === 'email' ? source.subject.replaceAll(/<[^>]+>/g, '') : null,
    created_at: startedAt,
    updated_at: startedAt,
    waiting_since: null,
    snoozed_until: null,
    open: true,
    state: 'open',
    read: false,
    priority: topic.tags.includes('urgent')
      ? random.pick(['high', 'urgent'])
      : random.chance(0.06)
        ? random.pick(['low', 'medium'])
        : 'none',
    admin_assignee_id: null,
    team_assignee_id: null,
    contact_ids: [contact.id, ...colleagueOf(i, contact, contacts)],
    teammate_ids: isFromContact ? [] : [source.author.id],
    company_id: contact.company_ids[0] ?? null,
    tags: [],
    source,
    first_contact_reply: isFromContact ? { created_at: startedAt, type: source.type, url: source.url } : null,
    rating: null,
    sla_applied: null,
    statistics: null,
    ai_agent: null,
    custom_attributes: { Topic: topic.name, 'Copilot used': random.chance(0.3), 'Has attachments': false },
    parts: [],
  }
}

const invitation = 'Hi {first}, I saw that you invited your team. Shall we walk through the set-up together?'

function firstMessage(i: number, kind: Kind, { random, topic, words, agent, contact }: Scene): ConversationRecord['source'] {
  const isFromContact = kind !== 'outbound'
  const isEmail = isFromContact && kind !== 'finResolves' && random.chance(0.22)
  const opening = toHtml(isFromContact ? random.pick(topic.openings) : invitation, words)
  return {
    type: isEmail ? 'email' : i % 47 === 20 ? 'whatsapp' : 'conversation',
    id: String(3_381_000_000 + i * 97),
    delivered_as: isFromContact ? 'customer_initiated' : 'admin_initiated',
    subject: isEmail ? `<p>${fill(random.pick(topic.subjects), words)}</p>` : '',
    body: isEmail ? `${opening}\n${toHtml('--<br>{first}', words)}` : opening,
    author: isFromContact ? contact : by(agent),
    attachments: random.chance(0.12) ? [attach(random)] : [],
    url: isEmail
      ? null
      : `https://app.larkspur.example/${random.pick(['calendar', 'clients', 'settings/billing', 'reports', 'booking-page'])}`,
    redacted: false,
  }
}

/** Now and then somebody else of the same company reads along. */
function colleagueOf(i: number, { id, company_ids }: ContactRecord, contacts: readonly ContactRecord[]): string[] {
  if (i % 31 !== 7) return []
  const colleague = contacts.find((other) => other.id !== id && other.company_ids.some((company) => company_ids.includes(company)))
  return colleague ? [colleague.id] : []
}
