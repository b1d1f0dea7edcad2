import { MapperKind, mapSchema } from '@graphql-tools/utils'
import {
  DirectiveLocation,
  defaultFieldResolver,
  GraphQLDirective,
  GraphQLNonNull,
  type GraphQLSchema,
  GraphQLString,
  isObjectType,
} from 'graphql'
import { versions } from '../config/environment.ts'
import { CapabilityUnavailableError } from '../errors.ts'
import type { IntercomVersion } from '../intercom/client.ts'
import type { Context } from './context.ts'

/** Whether one version of Intercom's API has what came with another. */
export const speaks = (version: IntercomVersion, since: IntercomVersion) => versions.indexOf(version) >= versions.indexOf(since)

export const intercomVersionDirective = new GraphQLDirective({
  name: 'intercomVersion',
  description:
    'Needs at least this version of the Intercom API; below it the field is null with CAPABILITY_UNAVAILABLE, the argument refused with it.',
  locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.ARGUMENT_DEFINITION],
  args: { since: { type: new GraphQLNonNull(GraphQLString), description: 'For example "2.16".' } },
})

/** For a field's or an argument's `extensions`: printed as `@intercomVersion(since:)` and enforced by `enforceVersions`, from the one mark. */
export const since = (version: IntercomVersion) => ({ directives: { intercomVersion: { since: version } } })

const needed = (extensions: unknown) => (extensions as Partial<ReturnType<typeof since>>).directives?.intercomVersion?.since

function refuse(what: string, needs: IntercomVersion | undefined, { apiVersion }: Context) {
  if (needs && !speaks(apiVersion, needs)) throw new CapabilityUnavailableError(what, { since: needs, version: apiVersion })
}

/** Everything that is marked, by its place in the graph: `Contact.mergeHistory`, `Query.contacts(orderBy:)`. */
export const versionedPlaces = (schema: GraphQLSchema): { what: string; since: IntercomVersion }[] =>
  Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ place: `${type.name}.${field.name}`, field })))
    .flatMap(({ place, field }) => [
      { what: place, since: needed(field.extensions) },
      ...field.args.map(({ name, extensions }) => ({ what: `${place}(${name}:)`, since: needed(extensions) })),
    ])
    .flatMap(({ what, since }) => (since ? [{ what, since }] : []))

/** Wraps every marked field, and every field with a marked argument, so that no resolver has to remember its version. */
export function enforceVersions(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typename) => {
      const marked = Object.entries(field.args ?? {}).flatMap(([argument, { extensions }]) => {
        const version = needed(extensions)
        return version ? [{ argument, version }] : []
      })
      if (!needed(field.extensions) && marked.length === 0) return undefined
      const resolve = field.resolve ?? defaultFieldResolver
      return {
        ...field,
        resolve: (parent, args, context: Context, info) => {
          refuse(`${typename}.${name}`, needed(field.extensions), context)
          for (const { argument, version } of marked) {
            if (args[argument] !== undefined && args[argument] !== null)
              refuse(`Argument "${argument}" of ${typename}.${name}`, version, context)
          }
          return resolve(parent, args, context, info)
        },
      }
    },
  })
}
