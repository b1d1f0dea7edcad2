import { builder } from '../../api/builder.ts'
import { speaks } from '../../api/capability.ts'
import { type Column, compare } from '../../api/filters/compare.ts'
import { type FilterField, fieldOf, fieldOfOne } from '../../api/filters/field.ts'
import {
  type BooleanFilter,
  BooleanFilterInput,
  type DateTimeFilter,
  DateTimeFilterInput,
  type IdFilter,
  IdFilterInput,
  type IntFilter,
  IntFilterInput,
  type StringFilter,
  StringFilterInput,
} from '../../api/filters/inputs.ts'
import { instant } from '../../api/filters/instants.ts'
import { integer } from '../../api/filters/numbers.ts'
import type { FilterFields } from '../../api/filters/read.ts'
import { anyThere, flag, idOf, oneOf, text } from '../../api/filters/words.ts'
import { InvalidInputError } from '../../errors.ts'
import type { Conversation, ConversationState as State } from './model.ts'
import { resolutionInNewerWords } from './model-facts.ts'

export const ConversationState = builder.enumType('ConversationState', {
  description: 'Where a conversation stands.',
  values: {
    OPEN: { description: 'Somebody should look at it.' },
    CLOSED: { description: 'Nobody has to, until the contact writes again.' },
    SNOOZED: { description: 'Put off: it opens again at `snoozedUntil`, or when the contact writes.' },
  } as const,
})

export type ConversationFilter = {
  and?: readonly ConversationFilter[] | null
  or?: readonly ConversationFilter[] | null
  not?: ConversationFilter | null
  id?: IdFilter | null
  state?: readonly State[] | null
  read?: BooleanFilter | null
  priority?: BooleanFilter | null
  contact?: IdFilter | null
  admin?: IdFilter | null
  team?: IdFilter | null
  assigned?: BooleanFilter | null
  tag?: IdFilter | null
  sourceType?: StringFilter | null
  subject?: StringFilter | null
  bodyWord?: string | null
  authorEmail?: StringFilter | null
  createdAt?: DateTimeFilter | null
  updatedAt?: DateTimeFilter | null
  waitingSince?: DateTimeFilter | null
  snoozedUntil?: DateTimeFilter | null
  rating?: IntFilter | null
  reopenCount?: IntFilter | null
  aiResolution?: StringFilter | null
}

/** A yes or no until 2.15; from 2.16 on five grades, of which `none` is the only no (its changelog). */
const priority: FilterField<BooleanFilter, Conversation> = fieldOf(
  { field: 'priority', judged: 'surely' },
  {
    eq: {
      sent: '= or !=',
      found: 'exactly',
      negated: 'exactly',
      read(isUrgent, at, { context }) {
        const [yes, no] = speaks(context.apiVersion, '2.16') ? ['urgent', 'none'] : ['priority', 'not_priority']
        const column: Column<Conversation> = { field: 'priority', of: (conversation) => (conversation.priority ? yes! : no!) }
        return compare(column, isUrgent ? '!=' : '=', no!, at)
      },
    },
  },
)

/** Intercom compares each word of a body with the value, never two of them (OpenAPI 2.14, POST /conversations/search, source.body). */
const bodyWord: FilterField<string, Conversation> = fieldOfOne(
  { field: 'source.body', judged: 'never' },
  {
    sent: '=',
    found: 'exactly',
    negated: 'not',
    read(word, at) {
      if (/^\S+$/.test(word)) return compare({ field: 'source.body' }, '=', word, at)
      throw new InvalidInputError(`"${at}" is ${JSON.stringify(word.slice(0, 60))}; Intercom finds single words: put several into "and".`)
    },
    readNegated(_, at) {
      throw new InvalidInputError(`"${at}" cannot be negated: of the words of a body, Intercom only says how to find one.`)
    },
  },
)

/** Our words are those of 2.15; 2.14 is asked in its own. */
const olderResolutions: Readonly<Record<string, string>> = { negative_feedback: 'abandoned', escalated: 'routed_to_team' }

// nobody is 0 in these integer fields of POST /conversations/search (OpenAPI 2.14), whatever a version writes into its answers
const adminAssignee = { field: 'admin_assignee_id', of: ({ adminAssigneeId }: Conversation) => adminAssigneeId, none: 0 }
const teamAssignee = { field: 'team_assignee_id', of: ({ teamAssigneeId }: Conversation) => teamAssigneeId, none: 0 }
const tags = { field: 'tag_ids', of: ({ tags }: Conversation) => tags.map(({ id }) => id) }
const participants = { field: 'contact_ids', of: ({ contacts }: Conversation) => contacts.map(({ id }) => id), isAlwaysThere: true }

/** Where a conversation says whose it is. */
export const ownerColumns = { contact: participants, admin: adminAssignee, team: teamAssignee, tag: tags } as const satisfies Record<
  string,
  Column<Conversation>
>

const isAlwaysThere = true

/** What conversation search can do with each field (OpenAPI 2.14, POST /conversations/search), and where our records hold it. */
export const conversationFilterFields: FilterFields<ConversationFilter, Conversation> = {
  id: idOf('id', 'Conversation', ({ id }) => id, { isAlwaysThere }),
  state: oneOf('state', { OPEN: 'open', CLOSED: 'closed', SNOOZED: 'snoozed' }, ({ state }) => state),
  read: flag('read', ({ read }) => read),
  priority,
  contact: idOf(participants.field, 'Contact', participants.of, participants),
  admin: idOf(adminAssignee.field, 'Admin', adminAssignee.of, adminAssignee),
  team: idOf(teamAssignee.field, 'Team', teamAssignee.of, teamAssignee),
  assigned: anyThere([adminAssignee, teamAssignee]),
  tag: idOf(tags.field, 'Tag', tags.of),
  sourceType: text('source.type', ({ source }) => source?.type ?? null),
  subject: text('source.subject', ({ source }) => source?.subject ?? null),
  bodyWord,
  authorEmail: text('source.author.email', ({ source }) => source?.author?.email ?? null),
  createdAt: instant('created_at', ({ createdAt }) => createdAt, { isAlwaysThere }),
  updatedAt: instant('updated_at', ({ updatedAt }) => updatedAt, { isAlwaysThere }),
  waitingSince: instant('waiting_since', ({ waitingSince }) => waitingSince),
  snoozedUntil: instant('snoozed_until', ({ snoozedUntil }) => snoozedUntil),
  rating: integer('conversation_rating.score', ({ rating }) => rating?.rating ?? null, { orEqual: true }),
  reopenCount: integer('statistics.count_reopens', ({ statistics }) => statistics?.reopenCount ?? null, { orEqual: true }),
  aiResolution: text('ai_agent.resolution_state', ({ aiAgent }) => aiAgent?.resolutionState ?? null, {
    able: ['eq', 'neq', 'in', 'nin', 'isNull'],
    asWritten: (word, { context }) => (speaks(context.apiVersion, '2.15') ? word : (olderResolutions[word.toLowerCase()] ?? word)),
    fold: (word) => resolutionInNewerWords(String(word).toLowerCase()),
  }),
}

const ref = builder.inputRef<ConversationFilter>('ConversationFilter')

export const ConversationFilterInput = ref.implement({
  description:
    "Which conversations; all the conditions of one object hold. A filter that is too large for one search of Intercom's is answered by several, one after the other, and then knows no `totalCount`.",
  fields: (t) => ({
    and: t.field({ type: [ref], description: 'All of these hold too.' }),
    or: t.field({ type: [ref], description: 'At least one of these holds.' }),
    not: t.field({ type: ref, description: 'This does not hold. A record without a value does not have the value either.' }),
    id: t.field({ type: IdFilterInput, description: 'By id.' }),
    state: t.field({ type: [ConversationState], description: 'In one of these states.' }),
    read: t.field({ type: BooleanFilterInput, description: 'Whether a teammate has read it.' }),
    priority: t.field({ type: BooleanFilterInput, description: 'Whether it is marked as urgent in any degree.' }),
    contact: t.field({ type: IdFilterInput, description: 'By a contact who takes part.' }),
    admin: t.field({ type: IdFilterInput, description: 'By the teammate it is assigned to.' }),
    team: t.field({ type: IdFilterInput, description: 'By the team it is assigned to.' }),
    assigned: t.field({ type: BooleanFilterInput, description: 'Whether it is assigned to a teammate or a team.' }),
    tag: t.field({ type: IdFilterInput, description: 'By tag.' }),
    sourceType: t.field({
      type: StringFilterInput,
      description: 'By the channel it came through: "conversation", "email", "whatsapp" ...',
    }),
    subject: t.field({ type: StringFilterInput, description: 'By the subject of the first message.' }),
    bodyWord: t.string({ description: 'The first message has this word in it; several words go into `and`.' }),
    authorEmail: t.field({ type: StringFilterInput, description: 'By the e-mail address of who wrote the first message.' }),
    createdAt: t.field({ type: DateTimeFilterInput, description: 'By when it began.' }),
    updatedAt: t.field({ type: DateTimeFilterInput, description: 'By when anything about it last changed.' }),
    waitingSince: t.field({ type: DateTimeFilterInput, description: 'By since when the contact waits for an answer.' }),
    snoozedUntil: t.field({ type: DateTimeFilterInput, description: 'By until when it is put off.' }),
    rating: t.field({ type: IntFilterInput, description: "By the contact's rating, 1 to 5." }),
    reopenCount: t.field({ type: IntFilterInput, description: 'By how often it was opened again.' }),
    aiResolution: t.field({
      type: StringFilterInput,
      description:
        'By what came of the AI agent\'s answer: "assumed_resolution", "confirmed_resolution", "escalated", "negative_feedback", "procedure_handoff".',
    }),
  }),
})
