import { itTellsTheTruth } from '../support/write-faults.ts'
import { workspaceWrites } from '../support/writes/workspace.ts'

itTellsTheTruth(workspaceWrites)
