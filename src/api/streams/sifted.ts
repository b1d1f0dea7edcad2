import type { Stream } from '../../changes/hub.ts'

/** A stream without what is not to be told, where it takes a while to know that. A failure to know it ends the stream. */
export function siftedStream<Item>(stream: Stream<Item>, isTold: (item: Item) => Promise<boolean>): Stream<Item> {
  return {
    async next() {
      for (;;) {
        const next = await stream.next()
        if (next.done || (await isTold(next.value))) return next
      }
    },
    return: () => stream.return(),
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
