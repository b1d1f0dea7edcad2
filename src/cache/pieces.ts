export type Piece<Item> = { items: Item[]; bytes: number }

/** Cuts a sequence, which is asked for its next item only when there is room for it, into pieces of at most so many items and, unless one item alone is larger, so many bytes. */
export function* inPieces<Item>(items: Iterable<Item>, most: { items: number; bytes: number }, bytesOf: (item: Item) => number) {
  let piece: Piece<Item> = { items: [], bytes: 0 }
  for (const item of items) {
    const bytes = bytesOf(item)
    if (piece.items.length === most.items || (piece.items.length > 0 && piece.bytes + bytes > most.bytes)) {
      yield piece
      piece = { items: [], bytes: 0 }
    }
    piece.items.push(item)
    piece.bytes += bytes
  }
  if (piece.items.length > 0) yield piece
}
