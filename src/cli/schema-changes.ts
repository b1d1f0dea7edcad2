import { buildSchema } from 'graphql'

/** What callers would notice, in sentences; or one sentence on why it cannot be told. */
export async function describeChanges(before: string, after: string): Promise<{ breaking: string[]; dangerous: string[] } | string> {
  const inspector = await import('@graphql-inspector/core').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  })
  if (!inspector) return 'changes cannot be judged without @graphql-inspector/core, a development dependency; npm ci installs it'
  const changes = await inspector.diff(readSchema(before), readSchema(after))
  const named = (level: 'BREAKING' | 'DANGEROUS') =>
    changes.flatMap(({ criticality, message }) =>
      criticality.level === level ? [`${message}${criticality.reason ? `. ${criticality.reason}` : ''}`] : [],
    )
  return { breaking: named('BREAKING'), dangerous: named('DANGEROUS') }
}

// only differences matter here; whether a schema is valid was settled when it was printed
const readSchema = (sdl: string) => buildSchema(sdl, { assumeValid: true, assumeValidSDL: true })
