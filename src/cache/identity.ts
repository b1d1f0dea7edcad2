import { UpstreamError } from '../errors.ts'

/** How the records of a kind are told apart. */
export type IdentityOptions<Wire> = {
  /** What a record says its id is. */
  idOf(wire: Wire): string
  /**
   * An id in the form that keys and paths have, or null for what is none of this kind's. Upstream is not trusted with what becomes part of a path:
   * neither in its rows, nor in what points at them.
   *
   * @default any text as it is
   */
  asId?(id: unknown): string | null
  /** A record may have become a part of another, which then answers for it. @default false */
  canMove?: boolean
}

export type Identity<Wire> = {
  /** The id of a row, or null for what has none: also a row that is no record at all. */
  idOf(wire: Wire): string | null
  asId(id: unknown): string | null
  canMove: boolean
}

export function createIdentityOf<Wire>({ idOf, asId = anyText, canMove = false }: IdentityOptions<Wire>): Identity<Wire> {
  return { idOf: (wire) => (typeof wire === 'object' && wire !== null ? asId(idOf(wire)) : null), asId, canMove }
}

/** In the place of a row that cannot be told from others. */
export const withoutId = (kind: string) => new UpstreamError('UPSTREAM_ERROR', `Intercom answered a ${kind} without its id.`)

const anyText = (id: unknown) => (typeof id === 'string' && id !== '' ? id : null)
