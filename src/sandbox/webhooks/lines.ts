/** Runs jobs one after the other where they have the same key, and beside each other where they have not. Jobs must not reject. */
export function createLines() {
  const ends = new Map<string, Promise<void>>()
  return (key: string, job: () => Promise<void>): void => {
    const end = (ends.get(key) ?? Promise.resolve()).then(job).finally(() => {
      if (ends.get(key) === end) ends.delete(key)
    })
    ends.set(key, end)
  }
}
