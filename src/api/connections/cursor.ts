import { createHash } from 'node:crypto'
import { InvalidInputError } from '../../errors.ts'

/**
 * A place in a connection, opaque to callers and bound to the list it was made for: the field, its parent, its filter and the workspace.
 * A cursor that comes back with another list is refused, since Intercom would answer it with a page of something else; so is one that says
 * another place than it was written with.
 *
 * Eight characters stand for all of that, worked out when a cursor is written or read: each row of a list can have a list of its own, and few
 * callers ask where in it they are.
 */
export type Binding = (place: string) => string

export function bindingOf(list: unknown): Binding {
  let text: string | undefined
  return (place) => {
    text ??= JSON.stringify(list)
    return createHash('sha256').update(text).update(place).digest('base64url').slice(0, 8)
  }
}

/** A cursor as pages carry it, written when it is asked for. */
export type Cursor = () => string

export const encodeCursor = (binding: Binding, place: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify([binding(JSON.stringify(place)), ...place])).toString('base64url')

const refused = (argument: string, why: string) =>
  new InvalidInputError(
    `Argument "${argument}" is not a cursor of this list: ${why}. Pass an endCursor or edge cursor of the same field with the same filter.`,
  )

/** The place inside a cursor, or a clear refusal: not a cursor at all, or one of another list. */
export function decodeCursor(binding: Binding, cursor: string, argument = 'after'): readonly unknown[] {
  const [bound, ...place] = partsOf(cursor)
  if (typeof bound !== 'string') throw refused(argument, 'it cannot be read')
  if (bound !== binding(JSON.stringify(place))) throw refused(argument, 'it belongs to another field, filter or workspace, or was changed')
  return place
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(parts) ? parts : []
  } catch {
    return []
  }
}

export const brokenCursor = (argument = 'after') => refused(argument, 'it cannot be read')
