import { MapperKind, mapSchema } from '@graphql-tools/utils'
import {
  defaultFieldResolver,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  type GraphQLSchema,
  getNullableType,
} from 'graphql'
import type { Context } from '../context.ts'

type Field = GraphQLFieldConfig<unknown, Context>

/**
 * Makes every argument with a default nullable, where null means the default: a client may pass on a variable that it was not given. In the
 * code such an argument is required, so that no resolver has to think of null.
 */
export const nullMeansDefault = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.INTERFACE_FIELD]: (field) => ({ ...field, args: nullable(field.args) }),
    [MapperKind.OBJECT_FIELD]: (field: Field) => {
      const defaults = Object.entries(field.args ?? {}).filter(([, { defaultValue }]) => defaultValue !== undefined)
      if (defaults.length === 0) return undefined
      const resolve = field.resolve ?? defaultFieldResolver
      return {
        ...field,
        args: nullable(field.args),
        resolve: (parent, args, context, info) => {
          const left = defaults.filter(([name]) => args[name] === null)
          if (left.length === 0) return resolve(parent, args, context, info)
          const filled = Object.fromEntries(left.map(([name, { defaultValue }]) => [name, defaultValue]))
          return resolve(parent, { ...args, ...filled }, context, info)
        },
      }
    },
  })

const nullable = (args: GraphQLFieldConfigArgumentMap = {}): GraphQLFieldConfigArgumentMap =>
  Object.fromEntries(
    Object.entries(args).map(([name, arg]) => [name, arg.defaultValue === undefined ? arg : { ...arg, type: getNullableType(arg.type) }]),
  )
