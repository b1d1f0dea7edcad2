import { since, type Version } from '../http/versions.ts'
import type { AuthorRecord, ConversationRecord, PartRecord } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'
import { renderAttachment } from './attachment.ts'
import { renderCompany } from './companies.ts'
import { renderLinkedObjects } from './linked-objects.ts'
import { htmlToText } from './plain-text.ts'
import { renderTag, renderTags } from './tags.ts'
import { priorityWord, resolutionWord } from './words.ts'

/** "The maximum number of conversation parts that can be returned via the API is 500": OpenAPI 2.14, GET /conversations/{conversation_id}. */
const maxParts = 500

/** OpenAPI 2.14, schema `conversation_list_item`: what lists and searches give, without the parts. */
export function renderConversation(world: LiveWorld, conversation: ConversationRecord, version: Version) {
  const { ai_agent, rating } = conversation
  return {
    type: 'conversation',
    id: conversation.id,
    created_at: conversation.created_at,
    updated_at: conversation.updated_at,
    waiting_since: conversation.waiting_since,
    snoozed_until: conversation.snoozed_until,
    source: renderSource(conversation, version),
    contacts: {
      type: 'contact.list',
      contacts: conversation.contact_ids.map((id) => ({ type: 'contact', id, external_id: world.contacts.get(id)?.external_id ?? null })),
    },
    first_contact_reply: conversation.first_contact_reply,
    admin_assignee_id: assignee(conversation.admin_assignee_id, version),
    team_assignee_id: assignee(conversation.team_assignee_id, version),
    open: conversation.open,
    state: conversation.state,
    read: conversation.read,
    tags: { type: 'tag.list', tags: renderAppliedTags(world, conversation) },
    priority: priorityWord(conversation.priority, version),
    sla_applied: conversation.sla_applied && { type: 'conversation_sla_summary', ...conversation.sla_applied },
    statistics: renderStatistics(conversation),
    conversation_rating: rating && {
      rating: rating.rating,
      remark: rating.remark,
      created_at: rating.created_at,
      updated_at: rating.updated_at,
      contact: { type: 'contact', id: rating.contact_id, external_id: world.contacts.get(rating.contact_id)?.external_id ?? null },
      teammate: rating.teammate,
    },
    teammates:
      conversation.teammate_ids.length === 0
        ? null
        : { type: 'admin.list', admins: conversation.teammate_ids.map((id) => ({ type: 'admin', id })) },
    title: conversation.title,
    custom_attributes: conversation.custom_attributes,
    // every example of the description has it, and none shows what is in it for a conversation that is a ticket
    ticket: null,
    linked_objects: renderLinkedObjects(world, conversation),
    ai_agent: ai_agent && {
      ...ai_agent,
      resolution_state: resolutionWord(ai_agent.resolution_state, version),
      content_sources: {
        type: 'content_source.list',
        total_count: ai_agent.content_sources.length,
        content_sources: ai_agent.content_sources,
      },
    },
    ai_agent_participated: ai_agent !== null,
    ...(since(version, '2.15') ? { company: companyOf(world, conversation) } : {}),
  }
}

/**
 * With the newest 500 parts, oldest of them first. `total_count` counts what is given; how many there are in all
 * says `statistics.count_conversation_parts`. A write answers with the parts that it made.
 */
export function renderThread(
  world: LiveWorld,
  conversation: ConversationRecord,
  version: Version,
  { isPlain = false, parts: given = conversation.parts }: { isPlain?: boolean; parts?: readonly PartRecord[] } = {},
) {
  const parts = given.slice(-maxParts).map((part) => renderPart(world, part, isPlain))
  const rendered = renderConversation(world, conversation, version)
  return {
    ...rendered,
    ...(isPlain ? { source: plainSource(rendered.source, version) } : {}),
    conversation_parts: { type: 'conversation_part.list', conversation_parts: parts, total_count: parts.length },
  }
}

// before 2.16 nobody is null, from then on 0
function assignee(id: string | null, version: Version): number | null {
  if (id !== null) return Number(id)
  return since(version, '2.16') ? 0 : null
}

function companyOf(world: LiveWorld, { company_id }: ConversationRecord) {
  const company = company_id === null ? undefined : world.companies.get(company_id)
  return company ? renderCompany(world, company) : null
}

function renderSource({ source }: ConversationRecord, version: Version) {
  const { type, id, delivered_as, subject, body, author, attachments, url, redacted } = source
  const { from_ai_agent: _, is_ai_answer: __, ...person } = author
  // the description of 2.16 gives the source's author four fields, 2.14 those of a part's
  const by = since(version, '2.16') ? person : renderAuthor(author)
  return { type, id, delivered_as, subject, body, author: by, attachments: attachments.map(renderAttachment), url, redacted }
}

/** `display_as=plaintext` covers the body, and from 2.16 on the subject too. */
const plainSource = (source: ReturnType<typeof renderSource>, version: Version) => ({
  ...source,
  body: htmlToText(source.body),
  subject: since(version, '2.16') ? htmlToText(source.subject) : source.subject,
})

const renderAuthor = (author: AuthorRecord) => ({
  ...author,
  from_ai_agent: author.from_ai_agent ?? false,
  is_ai_answer: author.is_ai_answer ?? false,
})

const renderAppliedTags = (world: LiveWorld, { tags }: ConversationRecord) =>
  tags.flatMap((applied) => renderAppliedTag(world, applied) ?? [])

/** A tag with who put it on, and when; undefined when the workspace has it no more. */
export function renderAppliedTag(world: LiveWorld, applied: ConversationRecord['tags'][number] | undefined) {
  const tag = applied && world.tags.get(applied.id)
  return tag && { ...renderTag(tag), applied_at: applied.applied_at, applied_by: applied.applied_by }
}

const renderStatistics = ({ statistics, parts }: ConversationRecord) =>
  statistics && {
    type: 'conversation_statistics',
    ...statistics,
    count_conversation_parts: parts.length,
    assigned_team_first_response_time: [],
    assigned_team_first_response_time_in_office_hours: [],
  }

export function renderPart(world: LiveWorld, part: PartRecord, isPlain: boolean) {
  const { tag_ids, attachments, author, body, metadata, ...rest } = part
  return {
    type: 'conversation_part',
    ...rest,
    body: body !== null && isPlain ? htmlToText(body) : body,
    author: renderAuthor(author),
    attachments: attachments.map(renderAttachment),
    tags: renderTags(world, tag_ids),
    email_message_metadata: null,
    metadata: metadata ?? null,
  }
}
