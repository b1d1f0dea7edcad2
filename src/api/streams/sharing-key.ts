import { createHash } from 'node:crypto'
import { type DocumentNode, getOperationAST, type TypeNode } from 'graphql'
import type { Viewer } from '../callers/viewer.ts'

export type SharedBy = {
  /** The document as it was sent, and as it was read. */
  text: string
  document: DocumentNode
  operationName: string | null | undefined
  variables: Readonly<Record<string, unknown>>
  viewer: Pick<Viewer, 'kind' | 'scopes' | 'contactId' | 'actingAdminId'>
}

/**
 * The same for two subscribers whom each event is the same for: it holds all that a resolver may read of who asks, and what is asked. Where a
 * subscriber goes on (variables of the type `EventCursor`) says which events there are for it, and nothing of what they are.
 */
export function sharingKeyOf({ text, document, operationName, variables, viewer }: SharedBy): string {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? []
  const cursors = new Set(definitions.filter(({ type }) => nameOf(type) === 'EventCursor').map(({ variable }) => variable.name.value))
  const told = Object.fromEntries(Object.entries(variables).filter(([name]) => !cursors.has(name)))
  const { kind, scopes, contactId, actingAdminId } = viewer
  const parts = [text, operationName ?? null, sorted(told), kind, [...scopes].toSorted(), contactId, actingAdminId]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64')
}

const nameOf = (type: TypeNode): string => (type.kind === 'NamedType' ? type.name.value : nameOf(type.type))

/** The same value, with the names of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const)
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
