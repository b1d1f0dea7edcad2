import { itTellsTheTruth } from '../support/write-faults.ts'
import { contactWrites } from '../support/writes/contacts.ts'

itTellsTheTruth(contactWrites)
