import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { Command } from 'commander'
import { gatewayOption } from './ask-gateway.ts'
import { wholeNumber } from './options.ts'
import { isOver, payload, type Run, runFields, todoIn } from './sync/answers.ts'
import { type Common, done, type Exit, exitHelp, exits, type Sitting, sit } from './sync/command.ts'
import { followRun, planOf } from './sync/following.ts'
import { planLines, shortId } from './sync/words.ts'

type Options = Common & { expectDeletesAtMost?: number; expectCreatesAtMost?: number; yes?: boolean; detach?: boolean }

const run = payload(`run { ${runFields} }`)
const applyMutation = `mutation Apply($plan: ID!, $confirm: SyncConfirmInput, $key: String!) {
  done: syncPlanApply(plan: $plan, confirm: $confirm) @idempotent(key: $key) { ${run} }
}`
const retryMutation = `mutation Retry($id: ID!, $key: String!) { done: syncRunRetryFailed(id: $id) @idempotent(key: $key) { ${run} } }`

const count = wholeNumber(0, 2_147_483_647)
const detach = ['--detach', 'begin it, and do not wait for its end'] as const

/** `sync apply`: what a plan says is done. */
export function syncApplyCommand(): Command {
  return new Command('apply')
    .description('do what a plan says; Ctrl-C leaves it to the gateway, which goes on')
    .argument('<plan>', 'its id, as sync plan printed it')
    .option('--expect-deletes-at-most <count>', 'so many are deleted and archived, or nothing is done (default: 0)', count)
    .option('--expect-creates-at-most <count>', 'so many are made, or nothing is done (default: any number)', count)
    .option('--yes', 'without asking')
    .option(...detach)
    .option('--json', 'one object a line, for programs; it asks nothing, and needs --yes')
    .option(...gatewayOption)
    .addHelpText('after', exitHelp)
    .action(async (id: string, options: Options, command: Command) => {
      const { yes, expectDeletesAtMost, expectCreatesAtMost } = options
      const canAsk = process.stdin.isTTY && process.stderr.isTTY && !options.json
      if (!yes && !canAsk) command.error('error: nobody can be asked here; add --yes to do what the plan says')
      await sit(options, async (sitting) => {
        const { ask, tell } = sitting
        if (!yes) {
          const plan = await planOf(id, ask)
          tell.lines(planLines(plan))
          if (isOver(plan.status) && todoIn(plan.counts) > 0 && !(await isMeant('Do it? [y/N] '))) {
            tell.note('Nothing was done.')
            return exits.failed
          }
        }
        const variables = { plan: id, confirm: { expectDeletesAtMost, expectCreatesAtMost }, key: randomUUID() }
        return go(await done<'run', Run>(ask, { document: applyMutation, variables, of: 'run' }), options, sitting)
      })
    })
}

/** `sync retry`: what failed is tried again. */
export function syncRetryCommand(): Command {
  return new Command('retry')
    .description('try again what failed in a run, and what it did not come to')
    .argument('<run>', 'its id, as sync apply and sync status print it')
    .option(...detach)
    .option('--json', 'one object a line, for programs')
    .option(...gatewayOption)
    .addHelpText('after', exitHelp)
    .action((id: string, options: Options) =>
      sit(options, async (sitting) => {
        const variables = { id, key: randomUUID() }
        return go(await done<'run', Run>(sitting.ask, { document: retryMutation, variables, of: 'run' }), options, sitting)
      }),
    )
}

function go({ id, ...begun }: Run, { detach: isLeft }: Options, sitting: Sitting): Promise<Exit> | Exit {
  if (!isLeft) return followRun(id, sitting)
  sitting.tell.object('run', { id, ...begun })
  sitting.tell.lines([shortId(id)])
  return exits.done
}

/** Whoever ends the question has said no. */
async function isMeant(question: string): Promise<boolean> {
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  const closed = once(asking, 'close').then(() => '')
  const answer = await Promise.race([asking.question(question), closed])
  asking.close()
  return /^y(es)?$/i.test(answer.trim())
}
