import { itTellsTheTruth } from '../support/write-faults.ts'
import { articleWrites } from '../support/writes/articles.ts'

itTellsTheTruth(articleWrites)
