import { builder } from '../builder.ts'

/** What a filter on a field may say. Which of it a field can do, its row's table knows; the rest is refused with what it can. */
export type StringFilter = {
  eq?: string | null
  neq?: string | null
  in?: string[] | null
  nin?: string[] | null
  contains?: string | null
  notContains?: string | null
  startsWith?: string | null
  endsWith?: string | null
  isNull?: boolean | null
}
export type IdFilter = { eq?: string | null; neq?: string | null; in?: string[] | null; nin?: string[] | null; isNull?: boolean | null }
export type IntFilter = {
  eq?: number | null
  neq?: number | null
  gt?: number | null
  lt?: number | null
  gte?: number | null
  lte?: number | null
  in?: number[] | null
}
export type BooleanFilter = { eq: boolean }
export type DateTimeFilter = {
  on?: string | null
  after?: Date | null
  onOrAfter?: Date | null
  before?: Date | null
  onOrBefore?: Date | null
  withinLast?: number | null
  isNull?: boolean | null
}
export type AttributeFilter = {
  name: string
  string?: StringFilter | null
  number?: IntFilter | null
  boolean?: BooleanFilter | null
  date?: DateTimeFilter | null
}

export const StringFilterInput = builder.inputRef<StringFilter>('StringFilter').implement({
  description:
    'Conditions on a text; all of those given hold. Not every field can do every one. `neq`, `nin` and `notContains` hold where there is no text at all, too.',
  fields: (t) => ({
    eq: t.string({ description: 'Is this.' }),
    neq: t.string({ description: 'Is not this.' }),
    in: t.stringList({ description: 'Is one of these.' }),
    nin: t.stringList({ description: 'Is none of these.' }),
    contains: t.string({ description: 'Has this in it.' }),
    notContains: t.string({ description: 'Does not have this in it.' }),
    startsWith: t.string({ description: 'Begins with this.' }),
    endsWith: t.string({ description: 'Ends with this.' }),
    isNull: t.boolean({ description: 'Is not there, or is empty; with false: is there.' }),
  }),
})

export const IdFilterInput = builder.inputRef<IdFilter>('IdFilter').implement({
  description: 'Conditions on the id of a record, global or as Intercom has it; all of those given hold.',
  fields: (t) => ({
    eq: t.id({ description: 'Is this one.' }),
    neq: t.id({ description: 'Is not this one.' }),
    in: t.idList({ description: 'Is one of these.' }),
    nin: t.idList({ description: 'Is none of these.' }),
    isNull: t.boolean({ description: 'There is none; with false: there is one.' }),
  }),
})

export const IntFilterInput = builder.inputRef<IntFilter>('IntFilter').implement({
  description: 'Conditions on a number; all of those given hold.',
  fields: (t) => ({
    eq: t.int({ description: 'Is this.' }),
    neq: t.int({ description: 'Is not this.' }),
    gt: t.int({ description: 'Is greater.' }),
    lt: t.int({ description: 'Is less.' }),
    gte: t.int({ description: 'Is this or greater.' }),
    lte: t.int({ description: 'Is this or less.' }),
    in: t.intList({ description: 'Is one of these.' }),
  }),
})

export const BooleanFilterInput = builder.inputRef<BooleanFilter>('BooleanFilter').implement({
  description: 'A condition on a yes or no.',
  fields: (t) => ({ eq: t.boolean({ required: true, description: 'Is this.' }) }),
})

export const DateTimeFilterInput = builder.inputRef<DateTimeFilter>('DateTimeFilter').implement({
  description:
    'Conditions on an instant; all of those given hold. Exact to the second, also where Intercom only knows days: it is then asked for whole days, and the rest is filtered by the gateway.',
  fields: (t) => ({
    on: t.field({ type: 'Date', description: "Within this calendar day of the workspace's time zone." }),
    after: t.field({ type: 'DateTime', description: 'Later than this.' }),
    onOrAfter: t.field({ type: 'DateTime', description: 'At this instant or later.' }),
    before: t.field({ type: 'DateTime', description: 'Earlier than this.' }),
    onOrBefore: t.field({ type: 'DateTime', description: 'At this instant or earlier.' }),
    withinLast: t.field({ type: 'Duration', description: 'No longer ago than this. All pages of a list mean the same by it.' }),
    isNull: t.boolean({ description: 'There is none; with false: there is one.' }),
  }),
})

export const AttributeFilterInput = builder.inputRef<AttributeFilter>('AttributeFilter').implement({
  description: 'A condition on a custom attribute: its name, and one condition of its type.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the attribute.' }),
    string: t.field({ type: StringFilterInput, description: 'For a text or an option.' }),
    number: t.field({ type: IntFilterInput, description: 'For a number.' }),
    boolean: t.field({ type: BooleanFilterInput, description: 'For a yes or no.' }),
    date: t.field({ type: DateTimeFilterInput, description: 'For a date.' }),
  }),
})
