import { z } from 'zod'
import type { Sections } from './sections.ts'

/** As GraphQL Code Generator's client preset writes it (`persistedDocuments`): texts by their hash. */
const Manifest = z.record(z.string(), z.string())

/** Some write the hash alone, some with its kind before it. */
export const bareHash = (id: string) => id.replace(/^sha\d+:/, '')

/** The documents of the manifest by their hash alone; none where they are off. */
export function readTrustedDocuments(
  { mode, manifest }: Sections['api']['trustedDocuments'],
  { readFile, problem }: { readFile: (name: string) => string; problem: (sentence: string) => void },
): ReadonlyMap<string, string> {
  if (mode === 'off') return new Map()
  const complain = (what: string) => problem(`api.trustedDocuments.manifest is ${JSON.stringify(manifest)}, and config/${manifest} ${what}`)
  try {
    const read = Manifest.safeParse(JSON.parse(readFile(manifest)))
    if (read.success) return new Map(Object.entries(read.data).map(([id, document]) => [bareHash(id), document]))
    complain('is no manifest; expected an object of documents by their hash, as the client preset of GraphQL Code Generator writes it')
  } catch (cause) {
    complain(`cannot be read: ${cause instanceof Error ? cause.message : cause}`)
  }
  return new Map()
}
