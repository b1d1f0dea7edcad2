import type { ItemAction } from '../../sync/item.ts'
import { isToDo, type Placed, type Plan, type StoredOutcome, todoOf } from '../../sync/plans.ts'
import { askedPart } from '../connections/asked-page.ts'
import type { Connection } from '../connections/connection.ts'
import { brokenCursor, encodeCursor } from '../connections/cursor.ts'
import type { Context } from '../context.ts'

/** An item of a plan, and what became of it. */
export type SyncItem = Placed & { outcome: StoredOutcome | undefined }

type Asked = { first: number; after?: string | null | undefined }
type List = {
  /** What its cursors belong to. */
  list: readonly unknown[]
  read(after: string | null, limit: number): Promise<Placed[]>
  count(): number | Promise<number>
}

/** What a plan says, in the order in which it is done. */
export function itemsOfPlan(
  { id, counts }: Plan,
  { action = null, ...asked }: Asked & { action?: ItemAction | null | undefined },
  context: Context,
): Promise<Connection<SyncItem>> {
  return pageOf(id, asked, context, {
    list: ['SyncPlan.items', id, action],
    read: (after, limit) => context.sync.plans.items(id, { action, after, limit }),
    count: () => (action ? counts[action] : Object.values(counts).reduce((sum, count) => sum + count, 0)),
  })
}

/** Of it what is to be done, or what was tried and is not done. */
export function itemsOfRun(
  { id, counts }: Plan,
  { failedOnly, ...asked }: Asked & { failedOnly: boolean },
  context: Context,
): Promise<Connection<SyncItem>> {
  const { plans } = context.sync
  const list = ['SyncRun.items', id, failedOnly]
  if (failedOnly) {
    const read = async (after: string | null, limit: number) => plans.itemsAt(id, await plans.failed(id, { after, limit }))
    return pageOf(id, asked, context, { list, read, count: () => plans.failedCount(id) })
  }
  // what is to be done comes first
  const read = async (after: string | null, limit: number) => (await plans.items(id, { after, limit })).filter(({ place }) => isToDo(place))
  return pageOf(id, asked, context, { list, read, count: () => todoOf(counts) })
}

async function pageOf(id: string, asked: Asked, context: Context, { list, read, count }: List): Promise<Connection<SyncItem>> {
  const { size, after, binding } = askedPart(asked, list, context)
  if (after !== null && !/^\d:[A-Z]+:\d{9}$/.test(after)) throw brokenCursor()
  const [found, totalCount] = await Promise.all([read(after, size + 1), count()])
  const placed = found.slice(0, size)
  const outcomes = await context.sync.plans.outcomes(
    id,
    placed.map(({ place }) => place),
  )
  const edges = placed.map(({ place, item }, at) => ({
    cursor: () => encodeCursor(binding, [place]),
    node: { place, item, outcome: outcomes[at] },
  }))
  return {
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
