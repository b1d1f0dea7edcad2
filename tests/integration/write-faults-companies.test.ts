import { itTellsTheTruth } from '../support/write-faults.ts'
import { companyWrites } from '../support/writes/companies.ts'

itTellsTheTruth(companyWrites)
