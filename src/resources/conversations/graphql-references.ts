import { type GraphQLResolveInfo, isObjectType } from 'graphql'
import { type Connection, connectArray } from '../../api/connection.ts'
import type { Context } from '../../api/context.ts'
import { bindingOf } from '../../api/cursor.ts'
import { connectionNodes, fieldsOf, needsMoreThan } from '../../api/selection.ts'
import type { AdminType } from '../admins/graphql.ts'
import { type ContactType, embeddedContactFields } from '../contacts/graphql.ts'
import type { TeamType } from '../teams/graphql.ts'
import type { Conversation } from './model.ts'
import type { ContactReference } from './model-facts.ts'

type Admin = typeof AdminType.$inferType
type Team = typeof TeamType.$inferType
type Contact = typeof ContactType.$inferType

// what a conversation says of another record without a call is enough for selections that ask for no more

export const adminReference = (id: string) => ({ __typename: 'Admin', id }) as Admin
const teamReference = (id: string) => ({ __typename: 'Team', id }) as Team
export const conversationReference = (id: string) => ({ __typename: 'Conversation', id }) as Conversation
export const contactReference = ({ id, externalId }: ContactReference) => ({ __typename: 'Contact', id, externalId }) as Contact

/** What every reference knows of its record. */
const referenceFields: readonly string[] = ['id', 'intercomId']

/** Whether a selection asks for more than a reference holds. */
export const needsRecord = (info: GraphQLResolveInfo) => needsMoreThan(info, referenceFields)

/** The same where several types are possible: what is asked of the others does not count. */
export function needsRecordOf(info: GraphQLResolveInfo, typename: string): boolean {
  const isOther = (condition: string) => condition !== typename && isObjectType(info.schema.getType(condition))
  const fields = info.fieldNodes.flatMap((node) => fieldsOf(node.selectionSet, info, (condition) => !isOther(condition)))
  return fields.some(({ name: { value } }) => value !== '__typename' && !referenceFields.includes(value))
}

/** The teammate of this id; the reference where no more is needed. */
export function adminOf(id: string | null, context: Context, isNeeded: boolean): Admin | null | Promise<Admin | null> {
  if (id === null) return null
  return isNeeded ? context.load(context.services.admins.getMany, id) : adminReference(id)
}

export function teamOf(id: string | null, context: Context, isNeeded: boolean): Team | null | Promise<Team | null> {
  if (id === null) return null
  return isNeeded ? context.load(context.services.teams.getMany, id) : teamReference(id)
}

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
  const page = connectArray(references, {
    args,
    limit: context.limits,
    binding: bindingOf([context.workspaceId, ...list]),
    keyOf: (reference) => reference.id,
  })
  if (!needsMoreThan(info, embeddedContactFields, connectionNodes)) {
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: contactReference(node) })) }
  }
  const ids = page.edges.map(({ node }) => node.id)
  onLoad(ids)
  const loaded = await context.loadMany(context.services.contacts.getMany, ids)
  return { ...page, edges: page.edges.map(({ cursor }, index) => ({ cursor, node: loaded[index] ?? null })) }
}
