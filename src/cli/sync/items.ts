import { inDigits } from '../line.ts'
import { type Action, actions, countOf, type Page, type Plan, pageFields } from './answers.ts'
import type { Sitting } from './command.ts'
import { itemLines } from './words.ts'

/** So many items of each action are shown of a plan that was just made. */
const firstOnes = 3
const pageQuery = `query Items($id: ID!, $first: Int!, $after: String, $action: SyncItemAction) {
  syncPlan(id: $id) { items(first: $first, after: $after, action: $action) { ${pageFields} } }
}`

type Listing = { action?: Action | undefined; after?: string | undefined; limit: number | null }

/** Pages of what a plan does, in its order. `limit`: null for all. Resolves with where to go on; null at the end. */
export async function tellItems(plan: Plan, { action, after, limit }: Listing, { ask, tell }: Sitting): Promise<string | null> {
  const size = limit ?? 100
  let current: Action | undefined
  for (let at: string | null = after ?? null; ; ) {
    const variables: object = { id: plan.id, first: size, after: at, action }
    const { syncPlan } = await ask<{ syncPlan: { items: Page } | null }>(pageQuery, variables)
    if (!syncPlan) return null
    for (const item of syncPlan.items.nodes) {
      if (item.action !== current) tell.lines([headOf(item.action, plan)])
      current = item.action
      tell.object('item', item)
      tell.lines(itemLines(item))
    }
    const { hasNextPage, endCursor } = syncPlan.items.pageInfo
    at = endCursor
    if (!hasNextPage) return null
    if (limit !== null) return at
  }
}

/** The first of each action. */
export async function tellFirst(plan: Plan, { ask, tell }: Sitting): Promise<void> {
  const there = actions.filter((action) => countOf(plan.counts, action) > 0)
  if (there.length === 0) return
  const parts = there.map((action) => `${action}: items(first: ${firstOnes}, action: ${action}) { ${pageFields} }`)
  const document = `query First($id: ID!) { syncPlan(id: $id) { ${parts.join(' ')} } }`
  const { syncPlan } = await ask<{ syncPlan: Record<Action, Page> | null }>(document, { id: plan.id })
  for (const action of syncPlan ? there : []) {
    const { nodes, totalCount } = syncPlan![action]
    const more = totalCount - nodes.length
    for (const item of nodes) tell.object('item', item)
    tell.lines(['', headOf(action, plan), ...nodes.flatMap(itemLines), ...(more > 0 ? [`  and ${inDigits(more)} more`] : [])])
  }
}

const headOf = (action: Action, { counts }: Plan) => `${action.toLowerCase()} (${inDigits(countOf(counts, action))})`
