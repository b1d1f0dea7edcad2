import { MapperKind, mapSchema } from '@graphql-tools/utils'
import {
  DirectiveLocation,
  defaultFieldResolver,
  GraphQLDirective,
  type GraphQLFieldConfig,
  type GraphQLFieldResolver,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
} from 'graphql'
import type { Scope } from '../../config/environment.ts'
import { builder, lackedIn } from '../builder.ts'
import type { Context } from '../context.ts'
import { canHoldMarked, scopesOfValue } from './scope-values.ts'
import { markOf, type Needs, placeOf, refusal } from './scopes.ts'

type Extensions = Readonly<Record<string, unknown>>
type Field = GraphQLFieldConfig<unknown, Context>
type Resolver = GraphQLFieldResolver<unknown, Context>

/** For the `extensions` of a type that only hands on the records of another, as a connection and its edges do: it needs what they do. */
export const handsOn = (typename: string) => ({ handsOn: typename })

/**
 * Carries the marks of types over to every field that leads to them, so that what is forbidden is refused before it is looked for and no row has
 * to remember it; keeps end customers to the fields that are for them; and prints all of it as `@requiresScope`.
 */
export function enforceScopes(given: GraphQLSchema): GraphQLSchema {
  const roots = new Set([given.getQueryType(), given.getMutationType(), given.getSubscriptionType()].map((type) => type?.name))
  const scopesOf = (typename: string) => scopesOfType(given.getType(typename), given)
  const schema = mapSchema(given, {
    [MapperKind.OBJECT_TYPE]: (type) => {
      type.extensions = told(type.extensions, { scopes: scopesOf(type.name) })
      return type
    },
    [MapperKind.ABSTRACT_TYPE]: (type) => {
      type.extensions = { ...type.extensions, needs: { scopes: scopesOf(type.name) } }
      return type
    },
    [MapperKind.OBJECT_FIELD]: (field: Field, _, typename) => {
      const { scopes: own = [], contacts = false } = markOf(field.extensions)
      const granted = scopesOf(typename)
      const scopes = [...new Set([...own, ...scopesOf(getNamedType(field.type).name)])].filter((scope) => !granted.includes(scope))
      const needed: Needs = { ...(roots.has(typename) && { contacts }), scopes }
      return guarded({ ...field, extensions: told(field.extensions, needed) }, needed)
    },
    [MapperKind.ENUM_VALUE]: (value) => ({ ...value, extensions: told(value.extensions, markOf(value.extensions)) }),
  })
  const { directives, ...config } = schema.toConfig()
  return new GraphQLSchema({ ...config, directives: [...directives, requiresScopeDirective(schema)] })
}

/** The scopes without which no record of a type can be seen; behind an interface or a union, those that all of its types need. */
function scopesOfType(type: GraphQLNamedType | undefined, schema: GraphQLSchema): readonly Scope[] {
  if (!type) return []
  if (isAbstractType(type)) {
    const [first = [], ...others] = schema.getPossibleTypes(type).map((possible) => scopesOfType(possible, schema))
    return first.filter((scope) => others.every((scopes) => scopes.includes(scope)))
  }
  const { handsOn: typename } = type.extensions as Partial<ReturnType<typeof handsOn>>
  return typename === undefined ? (markOf(type.extensions).scopes ?? []) : scopesOfType(schema.getType(typename), schema)
}

/** What is needed, for the code that asks `neededBy` and for the printed schema. */
function told(extensions: Extensions | null | undefined, needed: Needs): Extensions {
  const directives = { ...(extensions?.directives as object), requiresScope: needed.scopes?.map((scope) => ({ scope })) ?? [] }
  return { ...extensions, needs: needed, directives }
}

/** The field behind its door, which stands before resolving and before subscribing. */
function guarded(field: Field, needed: Needs): Field {
  const choosy = Object.entries(field.args ?? {}).filter(([, { type }]) => canHoldMarked(type))
  if (needed.scopes?.length === 0 && needed.contacts !== false && choosy.length === 0) return field
  const behind =
    (go: Resolver): Resolver =>
    (parent, args, context, info) => {
      const forValues = choosy.flatMap(([name, { type }]) => [...scopesOfValue(type, args[name])])
      const asked = forValues.length === 0 ? needed : { ...needed, scopes: [...(needed.scopes ?? []), ...forValues] }
      const passed = builder.runAuthScopes(context, asked, ({ failure }) => refusal(placeOf(info), context.viewer, lackedIn(failure)))
      return passed instanceof Promise ? passed.then(() => go(parent, args, context, info)) : go(parent, args, context, info)
    }
  return {
    ...field,
    resolve: behind(field.resolve ?? defaultFieldResolver),
    ...(field.subscribe && { subscribe: behind(field.subscribe) }),
  }
}

const requiresScopeDirective = (schema: GraphQLSchema) => {
  const scope = schema.getType('Scope')
  if (!isEnumType(scope)) throw new Error('The enum Scope is missing in the schema.')
  return new GraphQLDirective({
    name: 'requiresScope',
    description:
      'The caller needs this scope, and every one where there are several. A field that it is missing for answers null and the error FORBIDDEN; of a list of several types only the records that it is not needed for are left; the value of an enum is refused. What stands on a type holds wherever a record of it is reached from.',
    locations: [DirectiveLocation.FIELD_DEFINITION, DirectiveLocation.OBJECT, DirectiveLocation.ENUM_VALUE],
    isRepeatable: true,
    args: { scope: { type: new GraphQLNonNull(scope), description: 'Which one.' } },
  })
}
