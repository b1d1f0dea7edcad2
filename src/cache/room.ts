/**
 * So many bytes may be under way at the same time; what finds no room waits for its turn, first come, first served. What is larger than all of
 * the room goes alone.
 */
export function createRoom(capacityBytes: number) {
  let takenBytes = 0
  const waiting: { bytes: number; enter: () => void }[] = []

  function admit() {
    for (let next = waiting[0]; next && (takenBytes === 0 || takenBytes + next.bytes <= capacityBytes); next = waiting[0]) {
      waiting.shift()
      takenBytes += next.bytes
      next.enter()
    }
  }

  return async <T>(bytes: number, work: () => Promise<T>): Promise<T> => {
    await new Promise<void>((enter) => {
      waiting.push({ bytes, enter })
      admit()
    })
    try {
      return await work()
    } finally {
      takenBytes -= bytes
      admit()
    }
  }
}
