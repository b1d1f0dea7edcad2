import type { Route } from '../http/router.ts'
import type { SubscriptionTypeRecord } from '../records.ts'

/** OpenAPI 2.14, schema `subscription_type`. */
export const renderSubscriptionType = (record: SubscriptionTypeRecord) => ({ type: 'subscription', ...record })

export const subscriptionTypeRoutes: Route[] = [
  {
    method: 'GET',
    path: '/subscription_types',
    answer: ({ world }) => ({ type: 'list', data: Array.from(world.subscription_types.values(), renderSubscriptionType) }),
  },
]
