import { itTellsTheTruth } from '../support/write-faults.ts'
import { eventWrites } from '../support/writes/events.ts'
import { messageWrites } from '../support/writes/messages.ts'

itTellsTheTruth([...eventWrites, ...messageWrites])
