import { printSchemaWithDirectives } from '@graphql-tools/utils'
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql'

/** Where the printed schema lies, from the folder in which npm runs scripts. */
export const schemaFile = 'schema/schema.graphql'

/** The schema as text, with the directives that are applied in it, always in the same order whatever order the code is in. */
export const printed = (schema: GraphQLSchema): string => `${printSchemaWithDirectives(lexicographicSortSchema(schema)).trimEnd()}\n`
