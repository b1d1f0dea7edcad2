import SchemaBuilder from '@pothos/core'
import type { Context } from './context.ts'
import type { ScalarTypes } from './scalars.ts'

/** The one schema builder. Every row adds its types to it; `schema.ts` builds the whole. Fields are non-null unless they say otherwise. */
export const builder = new SchemaBuilder<{
  Context: Context
  DefaultFieldNullability: false
  Scalars: ScalarTypes
}>({ defaultFieldNullability: false })

builder.queryType({ description: 'Everything that can be read. A record that is not there (any more) is null.' })
