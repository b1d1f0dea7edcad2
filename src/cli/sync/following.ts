import { setTimeout as delay } from 'node:timers/promises'
import { AskError } from '../ask-gateway.ts'
import { isOver, type Page, type Plan, pageFields, planFields, type Run, runFields } from './answers.ts'
import { type Ask, type Exit, exits, Refused, type Sitting } from './command.ts'
import { itemLines, runLines, shortId } from './words.ts'

const planQuery = `query Plan($id: ID!) { syncPlan(id: $id) { ${planFields} } }`
const runQuery = `query Run($id: ID!) { syncRun(id: $id) { ${runFields} } }`
const failedQuery = `query Failed($id: ID!, $first: Int!, $after: String) {
  syncRun(id: $id) { items(first: $first, after: $after, failedOnly: true) { ${pageFields} } }
}`

const everyMs = { first: 50, most: 1_000 }
/** So many items that failed are told one by one. */
const toldOneByOne = 20

export async function planOf(id: string, ask: Ask): Promise<Plan> {
  const { syncPlan } = await ask<{ syncPlan: Plan | null }>(planQuery, { id })
  if (syncPlan) return syncPlan
  throw new Refused('NOT_FOUND', `There is no plan ${shortId(id)} (any more). Plan again.`)
}

export async function runOf(id: string, ask: Ask): Promise<Run> {
  const { syncRun } = await ask<{ syncRun: Run | null }>(runQuery, { id })
  if (syncRun) return syncRun
  throw new Refused('NOT_FOUND', `There is no run ${shortId(id)} (any more).`)
}

/** Looks until it is over, less and less often. */
async function until<One>(look: () => Promise<One>, isDone: (one: One) => boolean): Promise<One> {
  for (let waitMs = everyMs.first; ; waitMs = Math.min(waitMs * 1.5, everyMs.most)) {
    const one = await look()
    if (isDone(one)) return one
    await delay(waitMs)
  }
}

/** A plan when it is made. `records`: how many it is to look at, where that is known. */
export async function whenMade(id: string, records: number | null, { ask, tell }: Sitting): Promise<Plan> {
  const look = async () => {
    const plan = await planOf(id, ask)
    if (!isOver(plan.status)) tell.progress({ ...plan.progress, total: plan.progress.total ?? records }, 'records looked at')
    return plan
  }
  const plan = await until(look, ({ status }) => isOver(status) || status === 'PAUSED')
  if (plan.status === 'SUCCEEDED') return plan
  const [last] = plan.errors.slice(-1)
  throw new AskError(last?.message ?? `The plan ${shortId(id)} is ${plan.status}.`, true, last?.code ?? 'CONFLICT')
}

/** Follows a run to its end, and tells what it came to. Ctrl-C ends the following alone. */
export async function followRun(id: string, sitting: Sitting): Promise<Exit> {
  const { ask, tell } = sitting
  const leave = () => {
    const short = shortId(id)
    tell.note(`The run goes on. Follow it: sync status ${short} --follow. Hold it: sync pause ${short}. End it: sync cancel ${short}.`)
    process.exit(exits.interrupted)
  }
  process.once('SIGINT', leave)
  try {
    const look = async () => {
      const run = await runOf(id, ask)
      tell.progress(run.progress, run.status === 'QUEUED' ? 'items, waiting' : 'items')
      return run
    }
    return await tellRun(await until(look, ({ status }) => isOver(status) || status === 'PAUSED'), sitting)
  } finally {
    process.off('SIGINT', leave)
  }
}

/** What a run came to, or where it stands. */
export async function tellRun(run: Run, { ask, tell }: Sitting): Promise<Exit> {
  const { failed } = run.progress
  if (failed > 0) await tellFailed(run.id, { ask, tell })
  tell.object('run', run)
  tell.lines([
    ...runLines(run),
    ...(failed > 0 && isOver(run.status) ? [`Try again what failed: sync retry ${shortId(run.id)}`] : []),
    ...(run.status === 'PAUSED' ? [`It waits until: sync resume ${shortId(run.id)}`] : []),
  ])
  // a run that was given up as what it was to do had changed is no failure of the gateway
  if (run.status === 'FAILED' && ['INVALID', 'NOT_FOUND', 'CONFLICT'].includes(run.errors.at(-1)?.code ?? '')) return exits.refused
  return run.status === 'SUCCEEDED' && failed === 0 ? exits.done : exits.failed
}

/** To a person the first of them, to a program all. */
async function tellFailed(id: string, { ask, tell }: Pick<Sitting, 'ask' | 'tell'>): Promise<void> {
  for (let after: string | null = null; ; ) {
    const variables: object = { id, first: tell.isJson ? 100 : toldOneByOne, after }
    const { syncRun } = await ask<{ syncRun: { items: Page | null } | null }>(failedQuery, variables)
    const page = syncRun?.items
    if (!page) return
    for (const item of page.nodes) {
      tell.object('failed', item)
      tell.lines(itemLines({ ...item, changes: [], reasons: [], state: null }))
    }
    after = page.pageInfo.endCursor
    if (!page.pageInfo.hasNextPage) return
    if (!tell.isJson) return tell.lines([`  and more; all of them: sync status ${shortId(id)} --json`])
  }
}
