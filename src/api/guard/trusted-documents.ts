import { bareHash } from '../../config/trusted-documents.ts'
import type { ApiConfig } from '../../config.ts'
import { InvalidInputError } from '../../errors.ts'

/** What names a document: the text itself, or the id that it has in the manifest. */
export type Named = {
  query?: unknown
  /** As GraphQL over HTTP drafts it: the hash, with or without `sha256:` before it. */
  documentId?: unknown
  /** As Apollo's clients send it: `persistedQuery.sha256Hash`. */
  extensions?: { persistedQuery?: { sha256Hash?: unknown } | null } | null | undefined
}

const printable = (id: string) => JSON.stringify(id.length > 80 ? `${id.slice(0, 80)}…` : id)

/**
 * The texts of documents that were known before the gateway started, by their ids; and which of what is sent may run at all.
 *
 * @returns the text to run, or undefined when none was named
 * @throws InvalidInputError for an id that is not known, and for a text where only what is known may run
 */
export function createTrustedDocuments({ mode, documents }: ApiConfig['trustedDocuments']) {
  return ({ query, documentId, extensions }: Named): string | undefined => {
    const id = documentId ?? extensions?.persistedQuery?.sha256Hash ?? undefined
    if (id === undefined) {
      if (mode === 'required' && query !== undefined)
        throw new InvalidInputError(
          'This gateway runs only documents that it knew before it started; send the "documentId" of one, without "query".',
        )
      return typeof query === 'string' ? query : undefined
    }
    if (typeof id !== 'string') throw new InvalidInputError('The id of a document is a text; what came is not.')
    if (mode === 'off')
      throw new InvalidInputError('This gateway keeps no documents, so it knows none by an id; send the document itself as "query".')
    const text = documents.get(bareHash(id))
    if (text !== undefined) return text
    throw new InvalidInputError(
      `No document is known here under the id ${printable(id)}; expected one of the manifest that this gateway started with.`,
    )
  }
}
