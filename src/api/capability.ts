import { MapperKind, mapSchema } from '@graphql-tools/utils'
import {
  DirectiveLocation,
  defaultFieldResolver,
  type GraphQLArgument,
  GraphQLDirective,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  GraphQLNonNull,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql'
import { versions } from '../config/environment.ts'
import { CapabilityUnavailableError } from '../errors.ts'
import type { IntercomVersion } from '../intercom/client.ts'
import type { Context } from './context.ts'
import { at } from './mutations/paths.ts'

/** Whether one version of Intercom's API has what came with another. */
export const speaks = (version: IntercomVersion, since: IntercomVersion) => versions.indexOf(version) >= versions.indexOf(since)

export const intercomVersionDirective = new GraphQLDirective({
  name: 'intercomVersion',
  description:
    'Needs at least this version of the Intercom API; below it the field is null with CAPABILITY_UNAVAILABLE, a mutation, an argument or a field of an input refused with it.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.ARGUMENT_DEFINITION, DirectiveLocation.INPUT_FIELD_DEFINITION],
  args: { since: { type: new GraphQLNonNull(GraphQLString), description: 'For example "2.16".' } },
})

/** For a field's or an argument's `extensions`: printed as `@intercomVersion(since:)` and enforced by `enforceVersions`, from the one mark. */
export const since = (version: IntercomVersion) => ({ directives: { intercomVersion: { since: version } } })

const needed = (extensions: unknown) => (extensions as Partial<ReturnType<typeof since>>).directives?.intercomVersion?.since

function refuse(what: string, needs: IntercomVersion | undefined, { apiVersion }: Context) {
  if (needs && !speaks(apiVersion, needs)) throw new CapabilityUnavailableError(what, { since: needs, version: apiVersion })
}

type Given = Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue' | 'extensions'>

/** Refuses what was given for an argument, or for a field inside of it, that needs a newer version. What stands there by default was not given. */
function refuseGiven(given: Given, value: unknown, place: string, path: readonly string[], context: Context) {
  if (value === undefined || value === null || value === given.defaultValue) return
  const here = [...path, given.name]
  at(here, () => refuse(`Argument "${here.join('.')}" of ${place}`, needed(given.extensions), context))
  const type = getNamedType(given.type)
  if (!isInputObjectType(type) || !holdsMarked(type)) return
  for (const one of [value].flat() as Record<string, unknown>[])
    for (const field of Object.values(type.getFields())) refuseGiven(field, one[field.name], place, here, context)
}

/** Whether a field of an input, or of one inside of it, needs a newer version. Filters hold filters: each is looked into once. */
function holdsMarked(type: GraphQLInputObjectType, seen = new Set<string>()): boolean {
  seen.add(type.name)
  return Object.values(type.getFields()).some((field) => {
    const inner = getNamedType(field.type)
    return needed(field.extensions) !== undefined || (isInputObjectType(inner) && !seen.has(inner.name) && holdsMarked(inner, seen))
  })
}

/** Everything that is marked, by its place in the graph: `Contact.mergeHistory`, `Query.contacts(orderBy:)`, `ReplyInput.skipNotifications`. */
export const versionedPlaces = (schema: GraphQLSchema): { what: string; since: IntercomVersion }[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInputObjectType(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ place: `${type.name}.${field.name}`, field })))
    .flatMap(({ place, field }) => [
      { what: place, since: needed(field.extensions) },
      ...argumentsOf(field).map(({ name, extensions }) => ({ what: `${place}(${name}:)`, since: needed(extensions) })),
    ])
    .flatMap(({ what, since }) => (since ? [{ what, since }] : []))

const argumentsOf = (field: GraphQLField<unknown, unknown> | GraphQLInputField) => ('args' in field ? field.args : [])

/** Wraps every marked field, and every field with a marked argument, so that no resolver has to remember its version. */
export function enforceVersions(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typename) => {
      const marked = Object.entries(field.args ?? {}).flatMap(([argument, given]) => {
        const inner = getNamedType(given.type)
        return needed(given.extensions) || (isInputObjectType(inner) && holdsMarked(inner)) ? [{ ...given, name: argument }] : []
      })
      if (!needed(field.extensions) && marked.length === 0) return undefined
      const resolve = field.resolve ?? defaultFieldResolver
      return {
        ...field,
        resolve: (parent, args, context: Context, info) => {
          refuse(`${typename}.${name}`, needed(field.extensions), context)
          for (const given of marked) refuseGiven(given as Given, args[given.name], `${typename}.${name}`, [], context)
          return resolve(parent, args, context, info)
        },
      }
    },
  })
}
