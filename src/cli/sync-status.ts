import { Command } from 'commander'
import { gatewayOption } from './ask-gateway.ts'
import { wholeNumber } from './options.ts'
import { type Plan, planFields, type Run, runFields, todoIn } from './sync/answers.ts'
import { type Common, type Exit, exitHelp, exits, type Sitting, sit } from './sync/command.ts'
import { followRun, runOf, tellRun } from './sync/following.ts'
import { planLines, runRows } from './sync/words.ts'

type Options = Common & { follow?: boolean; last: number }

const query = `query Status($first: Int!) {
  syncRuns(first: $first) { nodes { ${runFields} } }
  syncPlans(first: $first) { nodes { ${planFields} } }
}`

/** `sync status`: how far runs are. */
export function syncStatusCommand(): Command {
  return new Command('status')
    .description('print how far runs are, and what plans wait for somebody; or all of one run')
    .argument('[run]', 'its id, as sync apply printed it')
    .option('--follow', 'until it is over; Ctrl-C leaves it to the gateway')
    .option('--last <count>', 'so many runs, and of so many plans those that wait', wholeNumber(1, 100), 20)
    .option('--json', 'one object a line, for programs')
    .option(...gatewayOption)
    .addHelpText('after', exitHelp)
    .action(async (id: string | undefined, options: Options, command: Command) => {
      if (id === undefined && options.follow) command.error('error: --follow is of one run; name it')
      await sit(options, async (sitting) => {
        if (id === undefined) return tellAll(options.last, sitting)
        const run = await runOf(id, sitting.ask)
        return options.follow ? followRun(run.id, sitting) : tellOne(run, sitting)
      })
    })
}

/** One that is not over is nothing that failed. */
async function tellOne(run: Run, sitting: Sitting): Promise<Exit> {
  const exit = await tellRun(run, sitting)
  return run.status === 'QUEUED' || run.status === 'RUNNING' || run.status === 'PAUSED' ? exits.done : exit
}

async function tellAll(first: number, { ask, tell }: Sitting): Promise<Exit> {
  const { syncRuns, syncPlans } = await ask<{ syncRuns: { nodes: Run[] }; syncPlans: { nodes: Plan[] } }>(query, { first })
  const waiting = syncPlans.nodes.filter(({ status, runs, counts }) => status === 'SUCCEEDED' && runs.length === 0 && todoIn(counts) > 0)
  for (const run of syncRuns.nodes) tell.object('run', run)
  for (const plan of waiting) tell.object('plan', plan)
  tell.lines(syncRuns.nodes.length === 0 ? ['nothing has run yet'] : runRows(syncRuns.nodes))
  if (waiting.length > 0) tell.lines(['', 'Plans that nobody has applied:', ...waiting.flatMap(planLines)])
  return exits.done
}
