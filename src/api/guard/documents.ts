import type { DocumentNode } from 'graphql'
import { LRUCache } from 'lru-cache'

/** What all that is kept may weigh. A document of a client's, of some hundred tokens, weighs about 50 kB. */
const keptBytes = 33_554_432
/** What one token of a document weighs in memory, with its part of the tree: measured, 200 to 470 by what it is. */
const bytesOfToken = 500

/** Documents that fit the schema, by their texts, so that one asked often is read and checked once. */
export type DocumentCache = ReturnType<typeof createDocumentCache>

/** Bounded by what the trees weigh, which is a hundred times and more what their texts do; the least recently asked goes first. */
export const createDocumentCache = () => new LRUCache<string, DocumentNode>({ maxSize: keptBytes, sizeCalculation: weightOf })

function weightOf({ loc }: DocumentNode, text: string): number {
  let tokens = 0
  // comments are in no tree, but in this chain
  for (let token = loc?.startToken ?? null; token; token = token.next) tokens += 1
  return tokens * bytesOfToken + text.length * 2
}
