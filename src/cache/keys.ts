import { createHash } from 'node:crypto'

// Every key of the cache is made here. A kind is a plain name, so no two of these shapes can be the same string.

/** Raise it when what is stored under a value's key changes its shape: copies of the shape before are then never read. */
const SHAPE = 1

/** Where values lie in Redis: tagged by workspace so that they share a node, and by version so that no gateway reads another's shapes. */
export const valuePrefix = (workspace: string, intercomVersion: string) => `{${workspace}}:value:${SHAPE}-${intercomVersion}:`

export const entityKey = (kind: string, id: string) => `${kind}:${id}`
/** The ids of one kind's records among keys. */
export const idsOfKind = (kind: string, keys: readonly string[]) =>
  keys.flatMap((key) => (key.startsWith(`${kind}:`) ? key.slice(kind.length + 1) : []))
export const referenceKey = (kind: string) => `all/${kind}`
/** Stands in a Change for every key of a kind, or of all kinds: no kind begins with it. */
export const everyKey = (kind: string) => `*${kind}`
/** The kind that such a key stands for, '' for all; undefined for any other key. */
export const kindOfEvery = (key: string) => (key.startsWith('*') ? key.slice(1) : undefined)
export const scopeKey = (scope: string) => `scope/${scope}`

/** Hashed: filters may be long, and may name people. */
export const pageKey = (kind: string, scope: string, page: string) =>
  `page/${kind}:${createHash('sha256')
    .update(JSON.stringify([scope, page]))
    .digest('base64url')}`
