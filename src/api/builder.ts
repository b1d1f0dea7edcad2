import SchemaBuilder from '@pothos/core'
import ComplexityPlugin from '@pothos/plugin-complexity'
import ScopeAuthPlugin, { type AuthFailure } from '@pothos/plugin-scope-auth'
import { type AuthScopes, checksFor, type Needs, placeOf, refusal } from './callers/scopes.ts'
import type { Context } from './context.ts'
import { priceOfField } from './guard/price.ts'
import type { ScalarTypes } from './scalars.ts'

/**
 * The one schema builder. Every row adds its types to it; `schema.ts` builds the whole. Fields are non-null unless they say otherwise.
 * `authScopes` of a type are held against every record of it, wherever it is reached from; those of a field before it is resolved.
 */
export const builder = new SchemaBuilder<{
  Context: Context
  DefaultFieldNullability: false
  Scalars: ScalarTypes
  AuthScopes: AuthScopes
  DefaultAuthStrategy: 'all'
}>({
  plugins: [ScopeAuthPlugin, ComplexityPlugin],
  // asked by the guard before anything runs, so the plugin need not ask again in each resolver
  complexity: { disabled: true, fieldComplexity: (args, counted, field) => priceOfField(args, counted as never, field) },
  defaultFieldNullability: false,
  scopeAuth: {
    defaultStrategy: 'all',
    runScopesOnType: true,
    authScopes: checksFor,
    unauthorizedError: (_, { viewer }, info, { failure }) => refusal(placeOf(info), viewer, lackedIn(failure)),
  },
})

builder.queryType({ description: 'Everything that can be read. A record that is not there (any more) is null.' })

/** What a check asked for in vain. */
export function lackedIn(failure: AuthFailure): Needs {
  if ('failures' in failure) return Object.assign({}, ...failure.failures.map(lackedIn))
  return 'parameter' in failure ? { [failure.scope]: failure.parameter } : {}
}
