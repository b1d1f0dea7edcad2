import type { RateLimit } from '../intercom/rate-limit.ts'
import { builder } from './builder.ts'

const BudgetType = builder.objectRef<RateLimit>('Budget').implement({
  description:
    "The calls to Intercom's API that its rate limit allows, in the present window of ten seconds, to all processes of the gateway together.",
  fields: (t) => ({
    limit: t.exposeInt('limit', { description: 'Calls per 10-second window.' }),
    remaining: t.exposeInt('remaining', { description: 'Calls that are left of it, as far as this process knows.' }),
    resetAt: t.expose('resetAt', { type: 'DateTime', description: 'When the next window begins; after a 429, when calls are made again.' }),
  }),
})

const RateLimitType = builder.objectRef<{ budget: RateLimit }>('RateLimit').implement({
  description: 'What may still be asked for.',
  fields: (t) => ({
    budget: t.expose('budget', { type: BudgetType, description: "The gateway's calls to Intercom." }),
  }),
})

builder.queryField('rateLimit', (t) =>
  t.field({
    type: RateLimitType,
    description: 'What may still be asked for. Costs no call.',
    resolve: async (_, __, context) => ({ budget: await context.budget() }),
  }),
)
