/**
 * What the work comes to, or `undefined` when it takes longer. Work that rejects, rejects.
 * A process that was busy for longer than the time itself is given the chance to read what has arrived meanwhile before it gives up.
 */
export function within<T>(timeoutMs: number, work: Promise<T>): Promise<{ value: T } | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(() => resolve(undefined)), timeoutMs)
    work.then(
      (value) => {
        clearTimeout(timer)
        resolve({ value })
      },
      (error) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}
