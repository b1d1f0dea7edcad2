import type { HealthCheck, HealthReport, TopicCoverage } from '../monitoring/health.ts'
import { builder } from './builder.ts'

const HealthStatus = builder.enumType('HealthStatus', {
  description: 'How something is doing.',
  values: {
    OK: { description: 'All is well.' },
    DEGRADED: { description: 'It serves, with less than it should have.' },
    DOWN: { description: 'It does not answer; the gateway as a whole: it starts or stops.' },
  } as const,
})

const HealthCheckType = builder.objectRef<HealthCheck>('HealthCheck').implement({
  description: 'How one of the things that the gateway depends on is doing.',
  fields: (t) => ({
    name: t.exposeString('name', { description: '"intercom", and "redis" where it is used.' }),
    status: t.expose('status', { type: HealthStatus, description: 'How it is doing.' }),
    detail: t.exposeString('detail', { nullable: true, description: 'What is wrong with it; null when nothing is.' }),
    latencyMs: t.exposeInt('latencyMs', { nullable: true, description: 'How long the look at it took, in milliseconds.' }),
  }),
})

const TopicCoverageType = builder.objectRef<TopicCoverage>('TopicCoverage').implement({
  description: "One of Intercom's webhook topics that the gateway makes use of.",
  fields: (t) => ({
    topic: t.exposeString('topic', { description: "Intercom's word for it: `conversation.user.replied`." }),
    neededBy: t.exposeStringList('neededBy', {
      description: 'What relies on it: copies of which records in the caches, and live subscriptions to which.',
    }),
    lastSeenAt: t.expose('lastSeenAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When a webhook of it last came, to any process; null when none has.',
    }),
    status: t.exposeString('status', {
      description:
        '`SEEN`: it came within its usual time. `QUIET`: it used to come, and has not for much longer than usual. `NEVER`: it has not come yet; see whether the app is subscribed to it.',
    }),
  }),
})

const HealthType = builder.objectRef<HealthReport>('Health').implement({
  description: 'How the gateway and what it depends on are doing.',
  fields: (t) => ({
    status: t.expose('status', { type: HealthStatus, description: 'As a whole: it is degraded while any of the checks is not well.' }),
    topicCoverage: t.expose('topicCoverage', {
      type: [TopicCoverageType],
      description: 'Which webhooks are relied on, and when each last came: as known some seconds ago.',
    }),
    checks: t.expose('checks', { type: [HealthCheckType], description: 'One for each thing that the gateway depends on.' }),
  }),
})

builder.queryField('health', (t) =>
  t.field({
    type: HealthType,
    description:
      'How this process of the gateway is doing, as `/health/ready` says, which answers even while the graph cannot. Costs no call while Intercom answered the last one, else one.',
    resolve: (_, __, context) => context.health(),
  }),
)
