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
} from 'graphql'

/** The largest page that any list gives, so that a size past it, which will be refused in its own words, counts no more. */
const largestPage = 150
/** What a list is taken to hold that nobody can ask a size of: tags of a contact, admins of a workspace. */
const usualLength = 10

type Arguments = { first?: number | null; last?: number | null; ids?: readonly unknown[] | null }

/**
 * How often what is selected below a field is there: as often as its page has rows. A field itself costs one. The records of a page are counted
 * where the page is asked for.
 */
export function timesBelow(args: Arguments, field: { name: string; type: GraphQLOutputType }): number {
  const asked = args.first ?? args.last ?? args.ids?.length
  if (asked !== undefined) return Math.min(Math.max(asked, 0), largestPage)
  if (getNamedType(field.type).name.endsWith('Connection')) return largestPage
  const isOfPage = field.name === 'nodes' || field.name === 'edges'
  return isListType(getNullableType(field.type)) && !isOfPage ? usualLength : 1
}

type Priced = { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode; variables: Record<string, unknown> }

/**
 * The most fields that an operation may come to, with these variables: each list as long as it was asked for. Null when the variables do not
 * fit, since such an operation will not run. What is asked of the schema itself is free.
 */
export function priceOf({ schema, document, operation, variables }: Priced): number | null {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
  try {
    return complexityFromQuery({ ...document, definitions: [operation, ...fragments] }, { schema, variables }).complexity
  } catch (error) {
    if (error instanceof GraphQLError) return null
    throw error
  }
}
