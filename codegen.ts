import type { CodegenConfig } from '@graphql-codegen/cli'

/** Typed documents from the operations we promise, for the tests here and as the example for clients: see the README. */
export default {
  schema: 'schema/schema.graphql',
  documents: 'schema/operations/*.graphql',
  generates: {
    'tests/support/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, persistedDocuments: true },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        // the mode in which documents know their hash, and the manifest is written
        documentMode: 'documentNodeImportFragments',
        importExtension: '.ts',
        scalars: {
          DateTime: 'string',
          Date: 'string',
          Duration: 'string',
          EmailAddress: 'string',
          EventCursor: 'string',
          HTML: 'string',
          JSON: 'unknown',
          JSONObject: 'Record<string, unknown>',
          Locale: 'string',
          URL: 'string',
        },
      },
    },
  },
} satisfies CodegenConfig
