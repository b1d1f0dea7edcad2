import { type GraphQLResolveInfo, isObjectType } from 'graphql'
import type { Context } from '../../api/context.ts'
import { fieldsOf, needsMoreThan } from '../../api/selection.ts'
import type { AdminType } from '../admins/graphql.ts'
import type { ContactType } from '../contacts/graphql.ts'
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
