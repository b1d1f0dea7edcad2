import { itTellsTheTruth } from '../support/write-faults.ts'
import { conversationWrites } from '../support/writes/conversations.ts'

itTellsTheTruth(conversationWrites, { times: Number(process.env.SOAK_TIMES ?? 1_000) })
