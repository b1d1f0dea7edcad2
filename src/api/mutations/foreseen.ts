import { MapperKind, mapSchema } from '@graphql-tools/utils'
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql'
import type { Context } from '../context.ts'
import { checkInput } from './check-input.ts'
import { failureOf } from './failures.ts'

type Field = GraphQLFieldConfig<unknown, Context>

/**
 * Around every mutation: its input is checked for what no mutation takes, and what is foreseen to go wrong becomes an entry of its payload's
 * `errors`, refusals of scopes and versions too. So one mutation's failure takes away nothing of the others in a document. Anything unforeseen
 * is a masked error, as everywhere.
 */
export const foreseenInPayloads = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.MUTATION_ROOT_FIELD]: (field: Field) => {
      const resolve = field.resolve ?? defaultFieldResolver
      return {
        ...field,
        resolve: async (parent, args: Record<string, unknown>, context, info) => {
          try {
            checkInput(args)
            return await resolve(parent, args, context, info)
          } catch (error) {
            const failure = failureOf(error, args, Date.now())
            if (failure) return { errors: [failure] }
            throw error
          }
        },
      }
    },
  })
