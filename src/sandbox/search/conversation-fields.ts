import type { Version } from '../http/versions.ts'
import type { ConversationRecord, StatisticsRecord } from '../records.ts'
import { htmlToText } from '../resources/plain-text.ts'
import { priorityWord, resolutionWord } from '../resources/words.ts'
import { boolean, date, type Field, type Fields, integer, string } from './fields.ts'

type ConversationField = Field<ConversationRecord>

const ids = (index: string, of: ConversationField['of']) => string(of, { index, exact: true })
const assignee = (name: 'admin_assignee_id' | 'team_assignee_id') =>
  integer<ConversationRecord>(({ [name]: id }) => (id === null ? null : Number(id)), { index: name, zeroIsNothing: true })
const statistic =
  (name: keyof StatisticsRecord): ConversationField['of'] =>
  ({ statistics }) =>
    statistics?.[name]

/** The accepted fields of OpenAPI 2.14, POST /conversations/search, with its spelling of `conversation_rating.admin_d`. */
const fields: Record<string, ConversationField> = {
  id: string(({ id }) => id, { index: 'id', exact: true }),
  created_at: date(({ created_at }) => created_at),
  updated_at: date(({ updated_at }) => updated_at),
  'source.type': string(({ source }) => source.type),
  'source.id': string(({ source }) => source.id),
  'source.delivered_as': string(({ source }) => source.delivered_as),
  'source.subject': string(({ source }) => source.subject),
  // matched word by word: `= support` finds "I need support", `= need support` does not
  'source.body': string(({ source }) => wordsOf(source.body)),
  'source.author.id': string(({ source }) => source.author.id),
  'source.author.type': string(({ source }) => source.author.type),
  'source.author.name': string(({ source }) => source.author.name),
  'source.author.email': string(({ source }) => source.author.email),
  'source.url': string(({ source }) => source.url),
  contact_ids: ids('contact_ids', ({ contact_ids }) => contact_ids),
  teammate_ids: ids('teammate_ids', ({ teammate_ids }) => teammate_ids),
  admin_assignee_id: assignee('admin_assignee_id'),
  team_assignee_id: assignee('team_assignee_id'),
  channel_initiated: string(({ source }) => source.type),
  open: boolean(({ open }) => open),
  read: boolean(({ read }) => read),
  state: string(({ state }) => state),
  waiting_since: date(({ waiting_since }) => waiting_since),
  snoozed_until: date(({ snoozed_until }) => snoozed_until),
  tag_ids: ids('tag_ids', ({ tags }) => tags.map(({ id }) => id)),
  'statistics.time_to_assignment': integer(statistic('time_to_assignment')),
  'statistics.time_to_admin_reply': integer(statistic('time_to_admin_reply')),
  'statistics.time_to_first_close': integer(statistic('time_to_first_close')),
  'statistics.time_to_last_close': integer(statistic('time_to_last_close')),
  'statistics.median_time_to_reply': integer(statistic('median_time_to_reply')),
  'statistics.first_contact_reply_at': date(statistic('first_contact_reply_at')),
  'statistics.first_assignment_at': date(statistic('first_assignment_at')),
  'statistics.first_admin_reply_at': date(statistic('first_admin_reply_at')),
  'statistics.first_close_at': date(statistic('first_close_at')),
  'statistics.last_assignment_at': date(statistic('last_assignment_at')),
  'statistics.last_assignment_admin_reply_at': date(statistic('last_assignment_admin_reply_at')),
  'statistics.last_contact_reply_at': date(statistic('last_contact_reply_at')),
  'statistics.last_admin_reply_at': date(statistic('last_admin_reply_at')),
  'statistics.last_close_at': date(statistic('last_close_at')),
  'statistics.last_closed_by_id': string(statistic('last_closed_by_id')),
  'statistics.count_reopens': integer(statistic('count_reopens')),
  'statistics.count_assignments': integer(statistic('count_assignments')),
  'statistics.count_conversation_parts': integer(({ statistics, parts }) => (statistics ? parts.length : null)),
  'conversation_rating.requested_at': date(({ rating }) => rating?.created_at),
  'conversation_rating.replied_at': date(({ rating }) => (rating?.rating ? rating.updated_at : null)),
  'conversation_rating.score': integer(({ rating }) => rating?.rating),
  'conversation_rating.remark': string(({ rating }) => rating?.remark),
  'conversation_rating.contact_id': string(({ rating }) => rating?.contact_id),
  'conversation_rating.admin_d': string(({ rating }) => rating?.teammate?.id),
  ai_agent_participated: boolean(({ ai_agent }) => ai_agent !== null),
  'ai_agent.last_answer_type': string(({ ai_agent }) => ai_agent?.last_answer_type),
  'ai_agent.rating': integer(({ ai_agent }) => ai_agent?.rating),
  'ai_agent.rating_remark': string(({ ai_agent }) => ai_agent?.rating_remark),
  'ai_agent.source_type': string(({ ai_agent }) => ai_agent?.source_type),
  'ai_agent.source_title': string(({ ai_agent }) => ai_agent?.source_title),
}

/** The searchable conversation fields of a version, whose words for priorities and resolutions a query uses too. */
export function conversationFields(version: Version): Fields<ConversationRecord> {
  const worded: Record<string, ConversationField> = {
    priority: string(({ priority }) => priorityWord(priority, version)),
    'ai_agent.resolution_state': string(({ ai_agent }) => ai_agent && resolutionWord(ai_agent.resolution_state, version)),
  }
  return (name) => (Object.hasOwn(worded, name) ? worded[name] : Object.hasOwn(fields, name) ? fields[name] : undefined)
}

const wordsOf = (html: string) =>
  htmlToText(html)
    .split(/[^\p{L}\p{N}@._'-]+/u)
    .filter((word) => word !== '')
