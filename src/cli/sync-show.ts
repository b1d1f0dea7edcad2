import { Command, InvalidArgumentError } from 'commander'
import { gatewayOption } from './ask-gateway.ts'
import { wholeNumber } from './options.ts'
import { type Action, actions } from './sync/answers.ts'
import { type Common, exitHelp, exits, sit } from './sync/command.ts'
import { planOf } from './sync/following.ts'
import { tellItems } from './sync/items.ts'
import { planLines, shortId } from './sync/words.ts'

const names = actions.map((action) => action.toLowerCase()).join(', ')

type Options = Common & { action?: Action; all?: boolean; after?: string; first: number }

/** `sync show`: what a plan does. */
export function syncShowCommand(): Command {
  return new Command('show')
    .description('print what a plan does, record by record and field by field, in the order in which it is done')
    .argument('<plan>', 'its id, as sync plan printed it')
    .option('--action <action>', `only what is to be done so: ${names}`, actionOf)
    .option('--all', 'to the end, not only a page')
    .option('--first <count>', 'how many make a page', wholeNumber(1, 100), 50)
    .option('--after <cursor>', 'go on behind it: what the page before said')
    .option('--json', 'one object a line, for programs')
    .option(...gatewayOption)
    .addHelpText('after', exitHelp)
    .action((id: string, { action, all, after, first, ...options }: Options) =>
      sit(options, async (sitting) => {
        const { ask, tell } = sitting
        const plan = await planOf(id, ask)
        if (after === undefined) {
          tell.object('plan', plan)
          tell.lines([...planLines(plan), ''])
        }
        const next = await tellItems(plan, { action, after, limit: all ? null : first }, sitting)
        tell.object('end', { after: next })
        if (next !== null) {
          const only = action === undefined ? '' : ` --action ${action.toLowerCase()}`
          tell.lines(['', `There is more: sync show ${shortId(plan.id)}${only} --after ${next}`])
        }
        return exits.done
      }),
    )
}

function actionOf(text: string): Action {
  const action = actions.find((one) => one === text.toUpperCase())
  if (action) return action
  throw new InvalidArgumentError(`Expected one of ${names}.`)
}
