import { complexityFromQuery } from '@pothos/plugin-complexity'
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'

/** The largest page that any list gives, so that a size past it, which will be refused in its own words, counts no more. */
export const largestPage = 150
/** What a list is taken to hold that nobody can ask a size of: tags of a contact, admins of a workspace. */
export const usualLength = 10
/** Of the contacts of a conversation or ticket, of which there can be more: what is paid for those that are behind them. */
const usualPeople = 2
/** Records that are looked for by their ids in one search. */
export const recordsPerSearch = 50

type Arguments = { first?: number | null; last?: number | null; ids?: readonly unknown[] | null }

/**
 * How often what is selected below a field is there: as often as its page has rows. A field itself costs one. The records of a page are counted
 * where the page is asked for.
 */
function timesBelow(args: Arguments, field: { name: string; type: GraphQLOutputType }): number {
  const asked = args.first ?? args.last ?? args.ids?.length
  if (asked !== undefined) return Math.min(Math.max(asked, 0), largestPage)
  if (getNamedType(field.type).name.endsWith('Connection')) return largestPage
  const isOfPage = field.name === 'nodes' || field.name === 'edges'
  return isListType(getNullableType(field.type)) && !isOfPage ? usualLength : 1
}

type Calls = number | ((args: Arguments) => number)

/**
 * For the `extensions` of a field that has to ask Intercom: the most calls that it takes for each record that it is a field of, a part of one
 * where one call answers for many. Where the document does not tell, the most it could be; what one list answers for all is none.
 */
export const costsCalls = (each: Calls) => ({ calls: each })

/** For people who come along with a record as references: nearly always one, whatever was asked for. Fifty are read by one call. */
export const costsPeople = { ...costsCalls(usualPeople / recordsPerSearch), most: usualPeople }

/** For the record that a reference leads to, where one search by ids reads fifty of them. */
export const costsShared = costsCalls(1 / recordsPerSearch)

/** For pages out of a list that Intercom gives by so many. */
export const callsByPages = (perPage: number) =>
  costsCalls(({ first }) => Math.ceil(Math.min(Math.max(first ?? largestPage, 1), largestPage) / perPage))

/** What a price counts. Whatever is asked of the graph itself takes a call, unless it says otherwise. */
type Counted = { count: 'fields' } | { count: 'calls'; roots: ReadonlySet<unknown> }

/** What a field adds to a price, and how often what is below it does. */
export function priceOfField(args: Arguments, counted: Counted, field: { name: string; type: GraphQLOutputType; extensions: unknown }) {
  const times = timesBelow(args, field)
  if (counted.count === 'fields') return { field: 1, multiplier: times }
  const { calls = counted.roots.has(field) ? 1 : 0, most = times } = (field.extensions ?? {}) as { calls?: Calls; most?: number }
  return { field: typeof calls === 'number' ? calls : calls(args), multiplier: Math.min(times, most) }
}

/** The fields that an answer may come to, and the calls to Intercom that it may take: what is not cached, each list as long as it was asked for. */
export type Price = { fields: number; calls: number }

type Priced = { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode; variables: Record<string, unknown> }

/**
 * The most that an operation may come to, with these variables. Null when the variables do not fit, since such an operation will not run. What
 * is asked of the schema itself is free.
 */
export function priceOf({ schema, document, operation, variables }: Priced): Price | null {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  const alone: DocumentNode = { ...document, definitions: [operation, ...fragments] }
  const roots = new Set(Object.values(schema.getRootType(operation.operation)?.getFields() ?? {}))
  const count = (asked: DocumentNode, ctx: Counted) => complexityFromQuery(asked, { schema, variables, ctx }).complexity
  try {
    return { fields: count(alone, { count: 'fields' }), calls: Math.ceil(count(withoutMeta(alone), { count: 'calls', roots })) }
  } catch (error) {
    if (error instanceof GraphQLError) return null
    throw error
  }
}

/** `__typename` and its like take no call, and the plugin asks nobody what they cost. */
const withoutMeta = (document: DocumentNode): DocumentNode =>
  visit(document, { Field: ({ name }) => (name.value.startsWith('__') ? null : undefined) })
