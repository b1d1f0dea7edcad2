import { itTellsTheTruth } from '../support/write-faults.ts'
import { ticketWrites } from '../support/writes/tickets.ts'

itTellsTheTruth(ticketWrites)
