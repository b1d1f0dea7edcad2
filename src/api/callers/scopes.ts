import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql'
import { allOf } from '../../config/checks.ts'
import type { Scope } from '../../config/environment.ts'
import { ForbiddenError } from '../../errors.ts'
import type { Viewer } from './viewer.ts'

/** What can be asked of a caller, in the words of the builder's `authScopes`. */
export type AuthScopes = {
  /** All of these. */
  scopes: readonly Scope[]
  /** Whether an end customer may, with a token of their own. On the fields where an operation begins they may not, unless it says so. */
  contacts: boolean
}

/** What a type or a field asks of who wants to see it. */
export type Needs = Partial<AuthScopes>

/** The one mark of a type, of a field, or of an enum's value (there among its `extensions`): `authScopes: needs('NOTES_READ')`. */
export const needs = (...scopes: readonly [Scope, ...Scope[]]) => ({ scopes })

/** The mark of a field where an operation may begin for end customers too. All that it leads to must be fit for them. */
export const forContactsToo = { contacts: true } as const

/** Answers the builder's `authScopes` for one caller. */
export const checksFor = ({ viewer }: { viewer: Viewer }) => ({
  scopes: (needed: readonly Scope[]) => needed.every((scope) => viewer.scopes.has(scope)),
  contacts: (may: boolean) => may || viewer.kind !== 'CONTACT',
})

/** The refusal, in words that say what is missing. */
export function refusal(what: string, viewer: Viewer, { scopes = [] }: Needs): ForbiddenError {
  const missing = scopes.filter((scope) => !viewer.scopes.has(scope))
  return new ForbiddenError(
    missing.length === 0
      ? `${what} is not for end customers: with a token of their own they may ask for "viewer" only.`
      : `${what} needs the scope${missing.length === 1 ? '' : 's'} ${allOf(missing)}, which this caller lacks.`,
  )
}

/** Where something was refused. */
export const placeOf = ({ parentType, fieldName }: Pick<GraphQLResolveInfo, 'parentType' | 'fieldName'>) =>
  `${parentType.name}.${fieldName}`

type Extensions = Readonly<Record<string, unknown>>

/** The mark itself. The builder keeps that of a type or field among the options they were made with. */
export function markOf(extensions: Extensions | null | undefined): Needs {
  const { authScopes, pothosOptions } = (extensions ?? {}) as { authScopes?: Needs; pothosOptions?: { authScopes?: Needs } }
  return authScopes ?? pothosOptions?.authScopes ?? {}
}

/** What `enforceScopes` found a type or a field to need, marks of others included. */
export const neededBy = (extensions: Extensions | undefined): Needs => (extensions as { needs?: Needs } | undefined)?.needs ?? {}

/** Whether a caller is what is needed. What needs nothing is for everybody. */
export function isEnough(viewer: Viewer, { scopes = [], contacts = true }: Needs): boolean {
  if (scopes.length === 0 && contacts) return true
  const checks = checksFor({ viewer })
  return checks.scopes(scopes) && checks.contacts(contacts)
}

/** Whether a caller may know of records of this type at all. */
export const maySee = (typename: string, viewer: Viewer, schema: GraphQLSchema): boolean =>
  isEnough(viewer, neededBy(schema.getType(typename)?.extensions))

/** Refuses before a record is looked for: what is forbidden costs no call, and does not betray whether it is there. */
export function checkMaySee(typename: string, viewer: Viewer, schema: GraphQLSchema): void {
  const needed = neededBy(schema.getType(typename)?.extensions)
  if (!isEnough(viewer, needed)) throw refusal(typename, viewer, needed)
}

/** The records of a list of several types that this caller may know of. To be taken before they are counted and cut into pages. */
export const visible = <Row extends { readonly __typename: string }>(rows: readonly Row[], viewer: Viewer, schema: GraphQLSchema): Row[] =>
  rows.filter(({ __typename }) => maySee(__typename, viewer, schema))
