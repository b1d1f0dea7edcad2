import { Command, InvalidArgumentError } from 'commander'
import { AskError, gatewayOption } from './ask-gateway.ts'
import { inDigits } from './line.ts'
import { type Page, type Plan, payload, planFields } from './sync/answers.ts'
import { type Common, done, type Exit, exitHelp, exits, type Sitting, sit } from './sync/command.ts'
import { planOf } from './sync/following.ts'
import { plain, shortId } from './sync/words.ts'

type Choice = 'SOURCE' | 'INTERCOM'
type Options = Common & { take: Choice; all?: boolean }

const mutation = `mutation Resolve($plan: ID!, $key: String!, $choice: ConflictChoice!) {
  done: syncConflictResolve(plan: $plan, key: $key, choice: $choice) { ${payload(`plan { ${planFields} }`)} }
}`
const conflictsQuery = `query Conflicts($id: ID!, $after: String) {
  syncPlan(id: $id) { items(first: 100, after: $after, action: CONFLICT) { nodes { key } pageInfo { hasNextPage endCursor } } }
}`

/** `sync resolve`: a person decides whose value counts. */
export function syncResolveCommand(): Command {
  return new Command('resolve')
    .description('decide about conflicts of a plan: they become updates, which sync apply does')
    .argument('<plan>', 'its id, as sync plan printed it')
    .argument('[key]', 'the item, as sync show --action conflict prints it')
    .requiredOption('--take <side>', 'whose values count: source or intercom', choiceOf)
    .option('--all', 'about all of its conflicts')
    .option('--json', 'one object a line, for programs')
    .option(...gatewayOption)
    .addHelpText('after', exitHelp)
    .action(async (id: string, key: string | undefined, { take, all, ...options }: Options, command: Command) => {
      if ((key === undefined) === !all) command.error('error: say either the key of an item, or --all')
      await sit(options, (sitting) => (key === undefined ? resolveAll(id, take, sitting) : resolveOne(id, key, take, sitting)))
    })
}

const resolve = (plan: string, key: string, choice: Choice, { ask }: Sitting) =>
  done<'plan', Plan>(ask, { document: mutation, variables: { plan, key, choice }, of: 'plan' })

async function resolveOne(id: string, key: string, choice: Choice, sitting: Sitting): Promise<Exit> {
  const plan = await resolve(id, key, choice, sitting)
  sitting.tell.object('resolved', { key })
  return end(plan, 1, sitting)
}

async function resolveAll(id: string, choice: Choice, sitting: Sitting): Promise<Exit> {
  const { ask, tell } = sitting
  let plan = await planOf(id, ask)
  let resolved = 0
  let failed = 0
  // all keys first: those that are settled leave the list
  for (const key of await keysOf(id, sitting)) {
    try {
      plan = await resolve(id, key, choice, sitting)
      resolved++
      tell.object('resolved', { key })
    } catch (error) {
      if (!(error instanceof AskError) || error.code === undefined) throw error
      failed++
      tell.object('failed', { key, code: error.code, message: error.message })
      tell.note(`${plain(key)}: ${plain(error.message)}`)
    }
  }
  const exit = end(plan, resolved, sitting)
  return failed > 0 ? exits.failed : exit
}

async function keysOf(id: string, { ask }: Sitting): Promise<string[]> {
  const keys: string[] = []
  for (let after: string | null = null; ; ) {
    const variables: object = { id, after }
    const { syncPlan } = await ask<{ syncPlan: { items: Pick<Page, 'pageInfo'> & { nodes: { key: string }[] } } | null }>(
      conflictsQuery,
      variables,
    )
    if (!syncPlan) return keys
    keys.push(...syncPlan.items.nodes.map(({ key }) => key))
    after = syncPlan.items.pageInfo.endCursor
    if (!syncPlan.items.pageInfo.hasNextPage) return keys
  }
}

function end(plan: Plan, resolved: number, { tell }: Sitting): Exit {
  tell.object('plan', plan)
  tell.lines([`${inDigits(resolved)} resolved, ${inDigits(plan.counts.conflict)} left. Do it: sync apply ${shortId(plan.id)}`])
  return exits.done
}

function choiceOf(text: string): Choice {
  const choice = text.toUpperCase()
  if (choice === 'SOURCE' || choice === 'INTERCOM') return choice
  throw new InvalidArgumentError('Expected source or intercom.')
}
