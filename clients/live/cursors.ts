/** Where a client keeps how far it has come in a stream. What throws here ends the following. */
export type Cursors = {
  /** The cursor of the last event that was handled; null for none. Asked once, before the stream is opened for the first time. */
  get(): string | null | Promise<string | null>
  /** Called after each event, when its handler is done. */
  set(cursor: string): void | Promise<void>
}

/** For as long as the page or process lives: a client that starts anew begins with what happens from then on. */
export function inMemory(cursor: string | null = null): Cursors {
  let kept = cursor
  return {
    get: () => kept,
    set(next) {
      kept = next
    },
  }
}

/**
 * In `localStorage` or what is like it, so that a page that is opened again is told what happened while it was closed. Take one key for each
 * stream and user, and keep there, too, what the events were applied to: without that, read it anew and begin `inMemory`.
 */
export const inStorage = (storage: Pick<Storage, 'getItem' | 'setItem'>, key: string): Cursors => ({
  get: () => storage.getItem(key),
  set: (cursor) => storage.setItem(key, cursor),
})
