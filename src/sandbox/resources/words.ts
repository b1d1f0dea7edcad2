import { since, type Version } from '../http/versions.ts'
import type { AiAgentRecord, ConversationRecord } from '../records.ts'

/** 2.16 has five levels of priority; before it a conversation had priority or had not. */
export function priorityWord(priority: ConversationRecord['priority'], version: Version): string {
  if (since(version, '2.16')) return priority
  return priority === 'none' ? 'not_priority' : 'priority'
}

const before215: Record<string, string> = {
  escalated: 'routed_to_team',
  procedure_handoff: 'routed_to_team',
  negative_feedback: 'abandoned',
}

/** 2.15 renamed two ends of a conversation with the AI agent and added one, which 2.14 can only call a routing. */
export function resolutionWord(state: AiAgentRecord['resolution_state'], version: Version): string | null {
  if (state === null || since(version, '2.15')) return state
  return before215[state] ?? state
}
