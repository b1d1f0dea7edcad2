import { LRUCache } from 'lru-cache'

/** Longer documents are read each time: they are rare among honest callers, and dishonest ones could fill any memory with them. */
const longestKept = 20_000
const keptInAll = 1_000_000

/** What was read of a document, by its text, so that one asked often is read and checked once. Bounded by the characters of the texts. */
export const createDocumentCache = <Read extends object>() =>
  new LRUCache<string, Read>({ maxSize: keptInAll, maxEntrySize: longestKept, sizeCalculation: (_, text) => text.length })
