import { MapperKind, mapSchema } from '@graphql-tools/utils'
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql'
import { currentScope } from '../../monitoring/request-scope.ts'
import type { Context } from '../context.ts'
import { checkInput } from './check-input.ts'
import { failureOf } from './failures.ts'
import { keyOf } from './idempotent.ts'
import { PartlyDone } from './partly.ts'

type Field = GraphQLFieldConfig<unknown, Context>

/**
 * Around every mutation: its input is checked for what no mutation takes, it is done once where it has a key, and what is foreseen to go wrong
 * becomes an entry of its payload's `errors`, refusals of scopes and versions too. So one mutation's failure takes away nothing of the others in a
 * document. Anything unforeseen is a masked error, as everywhere.
 */
export const foreseenInPayloads = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.MUTATION_ROOT_FIELD]: (field: Field) => {
      const resolve = field.resolve ?? defaultFieldResolver
      return {
        ...field,
        resolve: async (parent, args: Record<string, unknown>, context, info) => {
          let key: string | undefined
          try {
            context.forgetLoaded()
            checkInput(args)
            key = keyOf(info)
            const asked = { mutation: info.fieldName, caller: context.viewer.id, key, input: args }
            return await asMutation(() => context.writes.run(asked, async () => resolve(parent, args, context, info)))
          } catch (error) {
            const isPartial = error instanceof PartlyDone
            const cause = isPartial ? error.cause : error
            // of a list, several places may be wrong
            const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause]
            const failures = causes.flatMap((each) => failureOf(each, args, Date.now()) ?? [])
            if (failures.length < causes.length) throw cause
            if (!isPartial) return { errors: failures }
            // what is done would be done once more, but with a key
            const told = failures.map((failure) => ({ ...failure, isPartial, retryable: failure.retryable && key !== undefined }))
            return { ...error.payload, errors: told }
          }
        },
      }
    },
  })

/** What a mutation reads before it writes is as urgent as the write; what is selected of its payload is a read like any other. */
async function asMutation<T>(work: () => Promise<T>): Promise<T> {
  const scope = currentScope()
  if (scope?.lane !== 'interactive') return work()
  scope.lane = 'mutation'
  try {
    return await work()
  } finally {
    scope.lane = 'interactive'
  }
}
