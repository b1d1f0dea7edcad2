import { everyWrite } from '../support/every-write.ts'
import { itTellsTheTruth } from '../support/write-faults.ts'

/**
 * Each of some seventy mutations does 6,000 deeds, of which half are repeated: 35 seconds' worth of one core or so each. On two cores that nobody else uses that is
 * three quarters of an hour; `SOAK_TIMES=100` is a tenth of it. A line says so of each that is done.
 */
itTellsTheTruth(await everyWrite(), {
  times: Number(process.env.SOAK_TIMES ?? 1_000),
  atOnce: 40,
  mutationsAtOnce: 3,
  patienceMs: 5_000,
  onProgress: (sentence) => console.log(sentence),
})
