/** So many at a time, in their order; the last batch may be smaller, and none is empty. No more is asked for than a batch. */
export async function* inBatches<One>(all: AsyncIterable<One>, size: number): AsyncGenerator<One[]> {
  let batch: One[] = []
  for await (const one of all) {
    batch.push(one)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
