import { askedPage } from './asked-page.ts'
import type { Edge } from './connection.ts'
import { encodeCursor } from './cursor.ts'

type Head = {
  /** What the list's cursors belong to, as its field has it. */
  list: readonly unknown[]
  /** As for `connect`. */
  isDated: boolean
}

/**
 * The edge of a record that something has happened to, for a list over Intercom's own pages. Only Intercom knows its place there; so it stands
 * before all others, and behind its cursor comes the whole list without it.
 */
export function edgeAtHead<Node extends { id: string }>(
  node: Node,
  { list, isDated }: Head,
  context: Parameters<typeof askedPage>[2],
): Edge<Node> {
  const { binding, now } = askedPage({ first: 1 }, list, context)
  return { node, cursor: () => encodeCursor(binding, [null, 1, 0, isDated ? now.getTime() / 1000 : null, node.id]) }
}
