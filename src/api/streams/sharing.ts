import { LRUCache } from 'lru-cache'

/** What one event is to whoever shares it, written out: as JSON, with the cursor that stands in it too. */
export type Told = {
  text: string
  cursor: string | undefined
  /** Errors without data: of no event, but of the stream, which ends with it. */
  hasFailed: boolean
}

/** For how long it is told as it is; whoever comes to the event later is told what is true then. */
const sharedForMs = 1_000
/** What all of it may come to. */
const maxBytes = 16 * 1024 * 1024

/** One of those who share: it is told what the others of its key are, as long as it has not left. */
export type Member = {
  /** What the event of this name is, found out by `tell` unless another one of them is, or was just now. */
  tell(event: string, tell: () => Promise<Told>): Promise<Told>
  leave(): void
}

/** One execution of an event for all whom it is the same for. Whoever has a key of its own keeps nothing. */
export function createSharing() {
  const members = new Map<string, number>()
  const shared = new LRUCache<string, Promise<Told>>({ maxSize: maxBytes, ttl: sharedForMs })

  return {
    join(key: string): Member {
      members.set(key, (members.get(key) ?? 0) + 1)
      return {
        async tell(event, tell) {
          if (members.get(key) === 1) return tell()
          const name = `${key} ${event}`
          const running = shared.get(name)
          if (running) return running
          const telling = tell()
          shared.set(name, telling, { size: name.length })
          try {
            const told = await telling
            // it is known now how much it holds; its time goes on
            if (shared.peek(name) === telling) shared.set(name, telling, { size: name.length + told.text.length * 2, noUpdateTTL: true })
            return told
          } catch (error) {
            if (shared.peek(name) === telling) shared.delete(name)
            throw error
          }
        },
        leave() {
          const left = (members.get(key) ?? 1) - 1
          if (left === 0) members.delete(key)
          else members.set(key, left)
        },
      }
    },
  }
}
