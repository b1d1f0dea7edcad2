import { everyWrite } from '../support/every-write.ts'
import { itTellsTheTruth } from '../support/write-faults.ts'

/**
 * Of each write 6,000 deeds, every other one repeated with its key. With `SOAK_TIMES=100` sixty writes take seven and a half minutes on two cores that are
 * busy with other things, too; so all of it takes an hour and a quarter there. A line says so of each that is done.
 */
itTellsTheTruth(await everyWrite(), {
  times: Number(process.env.SOAK_TIMES ?? 1_000),
  atOnce: 40,
  mutationsAtOnce: 3,
  patienceMs: 5_000,
  onProgress: (sentence) => console.log(sentence),
})
