import { builder } from '../../api/builder.ts'
import { speaks } from '../../api/capability.ts'
import type { Context } from '../../api/context.ts'
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
} from '../../api/filter-inputs.ts'
import { flag, idOf, instant, integer, oneOf, text } from '../../api/filter-rules.ts'
import type { FilterRule, FilterRules } from '../../api/filters.ts'
import { InvalidInputError } from '../../errors.ts'
import { anyOf, where } from '../../intercom/search.ts'
import type { ConversationState as State } from './model.ts'

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
const priority: FilterRule<BooleanFilter> = ({ eq }, _, { context }) =>
  speaks(context.apiVersion, '2.16')
    ? [where('priority', eq ? '!=' : '=', 'none')]
    : [where('priority', '=', eq ? 'priority' : 'not_priority')]

/** Nobody is 0 in the integer fields of POST /conversations/search (OpenAPI 2.14), whatever a version writes into its answers. */
const assigned: FilterRule<BooleanFilter> = ({ eq }) =>
  eq
    ? [anyOf(where('admin_assignee_id', '!=', 0), where('team_assignee_id', '!=', 0))]
    : [where('admin_assignee_id', '=', 0), where('team_assignee_id', '=', 0)]

/** Intercom compares each word of a body with the value, never two of them (OpenAPI 2.14, POST /conversations/search, source.body). */
const bodyWord: FilterRule<string> = (word, at) => {
  if (/^\S+$/.test(word)) return [where('source.body', '=', word)]
  throw new InvalidInputError(`"${at}" is ${JSON.stringify(word.slice(0, 60))}; Intercom finds single words: put several into "and".`)
}

/** Our words are those of 2.15; 2.14 is asked in its own. */
const olderResolutions: Readonly<Record<string, string>> = { negative_feedback: 'abandoned', escalated: 'routed_to_team' }

const aiResolution: FilterRule<StringFilter> = (condition, at, scope) => {
  const inItsWords = (word: string) => (speaks(scope.context.apiVersion, '2.15') ? word : (olderResolutions[word] ?? word))
  const translated = Object.entries(condition).map(([name, value]) => [
    name,
    typeof value === 'string' ? inItsWords(value) : Array.isArray(value) ? value.map(inItsWords) : value,
  ])
  return text('ai_agent.resolution_state', ['eq', 'neq', 'in', 'nin'])(Object.fromEntries(translated), at, scope)
}

/** What conversation search can do with each field (OpenAPI 2.14, POST /conversations/search). */
export const conversationFilterRules: FilterRules<ConversationFilter> = {
  id: idOf('id', 'Conversation'),
  state: oneOf('state', { OPEN: 'open', CLOSED: 'closed', SNOOZED: 'snoozed' }),
  read: flag('read'),
  priority,
  contact: idOf('contact_ids', 'Contact'),
  admin: idOf('admin_assignee_id', 'Admin'),
  team: idOf('team_assignee_id', 'Team'),
  assigned,
  tag: idOf('tag_ids', 'Tag'),
  sourceType: text('source.type'),
  subject: text('source.subject'),
  bodyWord,
  authorEmail: text('source.author.email'),
  createdAt: instant('created_at'),
  updatedAt: instant('updated_at'),
  waitingSince: instant('waiting_since'),
  snoozedUntil: instant('snoozed_until'),
  rating: integer('conversation_rating.score', { orEqual: true }),
  reopenCount: integer('statistics.count_reopens', { orEqual: true }),
  aiResolution,
}

const ref = builder.inputRef<ConversationFilter>('ConversationFilter')

export const ConversationFilterInput = ref.implement({
  description: 'Which conversations; all the conditions of one object hold. Groups nest two deep, with at most fifteen conditions each.',
  fields: (t) => ({
    and: t.field({ type: [ref], description: 'All of these hold too.' }),
    or: t.field({ type: [ref], description: 'At least one of these holds.' }),
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

/** What a filter is translated in: with one, a calendar day means a day of the workspace. */
export async function filterScope(context: Context, filter: object | null | undefined, now: Date) {
  const timeZone = filter ? ((await context.services.workspace.get()).timeZone ?? 'UTC') : 'UTC'
  return { context, timeZone, now }
}
