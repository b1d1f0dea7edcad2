/** A value, and the version it has until it is written again. */
export type Stored = { value: string; version: string }

export type PutOptions = {
  /** The version that was read, or null where nothing was: it is written over no other. */
  over: string | null
  /** Kept for this long, in milliseconds; null for good. */
  keepMs: number | null
}

/**
 * Values that have to be there when a process comes back: what keys of repeated mutations stand for, where merged records went. Three
 * implementations: Redis for many processes, SQLite in `DATA_DIR` for what one machine keeps over a restart, and memory.
 *
 * Whatever it answers is true for all that share it, and stays true for as long as it says that it survives. It rejects when it cannot be asked; a
 * write that rejects may or may not have happened.
 */
export type DurableStore = {
  /** Undefined when nothing is there, or its time is over. */
  get(key: string): Promise<Stored | undefined>
  /** Writes over what was read and nothing else. Answers the new version; undefined when something else is there. */
  put(key: string, value: string, options: PutOptions): Promise<string | undefined>
  /** Removes what was read and nothing else. Answers whether that was there. */
  remove(key: string, version: string): Promise<boolean>
  /** Resolves when nothing is open any more. */
  dispose(): Promise<void>
}
