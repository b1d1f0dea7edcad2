import { readdirSync } from 'node:fs'
import { itTellsTheTruth, type WriteRow } from '../support/write-faults.ts'

const folder = new URL('../support/writes/', import.meta.url)
const lists = await Promise.all(
  readdirSync(folder).map(
    async (file): Promise<readonly WriteRow[]> => Object.values(await import(new URL(file, folder).href)).flat() as WriteRow[],
  ),
)

itTellsTheTruth(lists.flat(), {
  times: Number(process.env.SOAK_TIMES ?? 1_000),
  atOnce: 200,
  onProgress: (sentence) => console.log(sentence),
})
