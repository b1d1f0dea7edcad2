import type { GraphQLResolveInfo } from 'graphql'
import { askedPart } from '../../api/connections/asked-page.ts'
import { type Connection, connectArray } from '../../api/connections/connection.ts'
import type { Context } from '../../api/context.ts'
import { connectionNodes, needsMoreThan } from '../../api/selection.ts'
import { type ContactType, embeddedContactFields } from '../contacts/graphql.ts'
import type { ContactReference } from './model-facts.ts'

type Contact = typeof ContactType.$inferType

/** What a conversation says of a contact without a call: enough for selections that ask for no more. */
export const contactReference = ({ id, externalId }: ContactReference) => ({ __typename: 'Contact', id, externalId }) as Contact

type PeopleOf = {
  references: readonly ContactReference[]
  args: { first: number; after?: string | null }
  /** What their cursors belong to: the field, and the record whose people they are. */
  list: readonly string[]
  /** Told whom it is about to load. */
  onLoad?: (ids: readonly string[]) => void
}

/** The people whom a record names, page by page: loaded together when more is asked of them than it says. One who is gone is null. */
export async function peopleOf(
  { references, args, list, onLoad = () => {} }: PeopleOf,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection<Contact | null | Error>> {
  const page = connectArray(references, askedPart(args, list, context), { keyOf: (reference) => reference.id })
  if (!needsMoreThan(info, embeddedContactFields, connectionNodes)) {
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: contactReference(node) })) }
  }
  const ids = page.edges.map(({ node }) => node.id)
  onLoad(ids)
  const loaded = await context.loadMany(context.services.contacts.getMany, ids)
  return { ...page, edges: page.edges.map(({ cursor }, index) => ({ cursor, node: loaded[index] ?? null })) }
}
