import type { Rule, Rules } from './rule.ts'
import { conversations } from './rules-conversations.ts'
import { helpCenter } from './rules-help-center.ts'
import { people } from './rules-people.ts'
import { queries } from './rules-queries.ts'
import { objectTypes } from './shape.ts'

const rules: Rules = { ...queries, ...people, ...helpCenter, ...conversations }

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Of every record: to which workspace it belongs. */
const ofAll: Record<string, Rule> = { intercomId: 'id', workspace: async (_, records) => (await records.all('Workspace'))[0] }

export const ruleFor = (typename: string, field: string): Rule => rules[typename]?.[field] ?? ofAll[field] ?? snake(field)

/** Rules by `Type.field`, to see that each belongs to a field that there is. */
export const ruledFields = Object.entries(rules).flatMap(([typename, fields]) => Object.keys(fields).map((name) => `${typename}.${name}`))

/** Where REST says how many a list has in all, when it does not give them all. */
export const totals: Record<string, string> = { 'Conversation.parts': 'statistics.count_conversation_parts' }

const ofJobs = 'what the gateway does behind its answers, which Intercom knows nothing of'
const toldOfJobs = objectTypes
  .filter((type) => /^(Job|Progress|Sync[A-Z].*)$/.test(type.name) || type.getInterfaces().some(({ name }) => name === 'MutationError'))
  .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))

/** What no record of Intercom's says, and why. */
export const notCompared: Record<string, string> = {
  'Viewer.id': 'the caller, whom the gateway knows and Intercom does not',
  'Viewer.kind': 'the caller, whom the gateway knows and Intercom does not',
  'Viewer.scopes': 'the caller, whom the gateway knows and Intercom does not',
  'Viewer.contact': 'the caller, whom the gateway knows and Intercom does not',
  'Query.node': 'every record below is read by nodes, which reads as node does',
  'Query.nodes': 'every record below is read by it',
  'Query.rateLimit': 'the gateway’s own count of calls',
  'RateLimit.budget': 'the gateway’s own count of calls',
  'Budget.limit': 'the gateway’s own count of calls',
  'Budget.remaining': 'the gateway’s own count of calls',
  'Budget.resetAt': 'the gateway’s own count of calls',
  'Query.webhookDeliveries': 'what came to the gateway, which Intercom does not tell afterwards',
  ...Object.fromEntries(
    'id notificationId topic createdAt receivedAt attempts status failure ackMs cursor entity payload workspace'
      .split(' ')
      .map((field) => [`WebhookDelivery.${field}`, 'what came to the gateway, which Intercom does not tell afterwards']),
  ),
  'WebhookDeliveryConnection.nodes': 'what came to the gateway, which Intercom does not tell afterwards',
  'WebhookDeliveryConnection.pageInfo': 'what came to the gateway, which Intercom does not tell afterwards',
  ...Object.fromEntries(
    [
      'Query.contactMergePreview',
      ...['allowed', 'reasons', 'changes', 'moves'].map((field) => `ContactMergePreview.${field}`),
      ...['MergeReason.code', 'MergeReason.message', 'FieldChange.field', 'FieldChange.before', 'FieldChange.after'],
      ...['MergeMove.object', 'MergeMove.from', 'MergeMove.into'],
    ].map((field) => [field, 'what a merge would meet with, which Intercom says of no two contacts before it is asked to merge them']),
  ),
  ...Object.fromEntries(['job', 'syncs', 'syncPlan', 'syncPlans', 'syncRun', 'syncRuns'].map((field) => [`Query.${field}`, ofJobs])),
  ...Object.fromEntries(toldOfJobs.map((field) => [field, ofJobs])),
  'Query.health': 'how the gateway itself is doing',
  'Health.status': 'how the gateway itself is doing',
  'Health.checks': 'how the gateway itself is doing',
  'Health.topicCoverage': 'how the gateway itself is doing',
  'TopicCoverage.topic': 'how the gateway itself is doing',
  'TopicCoverage.neededBy': 'how the gateway itself is doing',
  'TopicCoverage.lastSeenAt': 'how the gateway itself is doing',
  'TopicCoverage.status': 'how the gateway itself is doing',
  'HealthCheck.name': 'how the gateway itself is doing',
  'HealthCheck.status': 'how the gateway itself is doing',
  'HealthCheck.detail': 'how the gateway itself is doing',
  'HealthCheck.latencyMs': 'how the gateway itself is doing',
  'BooleanAttribute.boolean': 'one attribute of each type of records is asked for; the others are in attributes.test.ts',
  'ObjectAttribute.object': 'one attribute of each type of records is asked for; the others are in attributes.test.ts',
  'Contact.redirectedFrom': 'the id that the caller asked for; no record says it',
}

/** What the sandbox's seed has of no record, and why; it is compared all the same. */
export const emptyInSandbox: Record<string, string> = {
  'Workspace.capabilities': 'before 2.16 the API has none of them',
}
