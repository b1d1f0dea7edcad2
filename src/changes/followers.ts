import type { LogEntry } from './change.ts'
import { reaches } from './cursor.ts'
import type { Follower, Say } from './log.ts'

/** Those who follow a log in this process, how far they have been told, and those who wait for that. Both logs share it. */
export function createFollowers({ position: from, say }: { position: string; say: Say }) {
  let position = from
  const followers = new Set<Follower>()
  const waiting = new Set<{ cursor: string; arrived: () => void }>()
  const untold: (() => void)[] = []
  let isTelling = false

  function tell(step: () => void) {
    untold.push(step)
    if (isTelling) return // a follower appended: its entry comes after this one, for everybody
    isTelling = true
    try {
      for (let next = untold.shift(); next; next = untold.shift()) next()
    } finally {
      isTelling = false
    }
  }

  function toEach(what: (follower: Follower) => void) {
    for (const follower of followers) {
      try {
        what(follower)
      } catch (error) {
        say.warn({ err: error }, 'a follower of the log of changes threw; the others go on')
      }
    }
  }

  function arriveAt(cursor: string) {
    position = cursor
    for (const wait of waiting) if (reaches(position, wait.cursor)) wait.arrived()
  }

  return {
    position: () => position,
    follow(follower: Follower) {
      followers.add(follower)
      return () => void followers.delete(follower)
    },
    until(cursor: string, timeoutMs: number): Promise<boolean> {
      if (reaches(position, cursor)) return Promise.resolve(true)
      return new Promise((resolve) => {
        const end = (arrived: boolean) => {
          clearTimeout(timer)
          waiting.delete(wait)
          resolve(arrived)
        }
        const wait = { cursor, arrived: () => end(true) }
        const timer = setTimeout(() => end(false), timeoutMs)
        waiting.add(wait)
      })
    },
    /** The next entry; position moves when all were told. */
    advance: (entry: LogEntry) =>
      tell(() => {
        toEach((follower) => follower.onChange(entry))
        arriveAt(entry.cursor)
      }),
    /** Something between was missed; it goes on from here. */
    skipTo: (cursor: string) =>
      tell(() => {
        toEach((follower) => follower.onGap(cursor))
        arriveAt(cursor)
      }),
  }
}
