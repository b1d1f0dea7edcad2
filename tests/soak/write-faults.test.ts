import { everyWrite } from '../support/every-write.ts'
import { itTellsTheTruth } from '../support/write-faults.ts'

itTellsTheTruth(await everyWrite(), {
  times: Number(process.env.SOAK_TIMES ?? 1_000),
  atOnce: 40,
  mutationsAtOnce: 3,
  patienceMs: 5_000,
  onProgress: (sentence) => console.log(sentence),
})
