/** A value under its key, in a collection. */
export type Entry = { key: string; value: string }

/** `value: null` takes it away. */
export type EntryChange = { collection: string; key: string; value: string | null }

export type ListOptions = {
  /** Only keys that begin with this. @default all */
  prefix?: string
  /** Only keys behind this one. @default from the first */
  after?: string | null
  /** So many at most. */
  limit: number
}

/**
 * Many small values under their keys, in named collections: what a sync knows of a hundred thousand records, the items of a plan. What a process holds
 * of them is what it asked for. Two implementations: Redis for many processes, SQLite in `DATA_DIR` for one machine, or in memory for none.
 *
 * Names, keys and values are any text; half of a surrogate pair is none, and becomes U+FFFD. Keys are kept in the order of their bytes in UTF-8.
 * Every method rejects when the store cannot be asked; a write that rejects may or may not have happened.
 */
export type Collections = {
  /** Aligned with the keys; undefined where nothing is. */
  getMany(collection: string, keys: readonly string[]): Promise<(string | undefined)[]>
  /**
   * All of them or none, over all collections that they name; there when it resolves. Of two changes of one key the later counts.
   *
   * @throws InvalidInputError for more than `largestWrite`: nothing of it is written
   */
  write(changes: readonly EntryChange[]): Promise<void>
  /** In the order of the keys. Fewer than `limit` when there are no more. */
  list(collection: string, options: ListOptions): Promise<readonly Entry[]>
  /** How many there are whose keys begin with `prefix`. */
  count(collection: string, prefix?: string): Promise<number>
  /**
   * The whole collection goes after so many milliseconds, whatever is written into it meanwhile; null: it stays. One that is empty can be told it before it
   * is filled, and one that is emptied or dropped still knows it. One that is written again when its time is over goes after as long again; nothing written
   * for as long again, it is forgotten.
   */
  expire(collection: string, keepMs: number | null): Promise<void>
  /** The whole of it goes now: it reads as empty at once, and its room is free when this resolves. */
  drop(collection: string): Promise<void>
  /** Resolves when nothing is open any more. */
  dispose(): Promise<void>
}
