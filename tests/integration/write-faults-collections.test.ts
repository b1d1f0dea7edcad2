import { itTellsTheTruth } from '../support/write-faults.ts'
import { collectionWrites } from '../support/writes/collections.ts'

itTellsTheTruth(collectionWrites)
