import { Command } from 'commander'
import { gatewayOption } from './ask-gateway.ts'
import { payload, type Run, runFields } from './sync/answers.ts'
import { type Common, done, exitHelp, exits, sit } from './sync/command.ts'
import { runLines } from './sync/words.ts'

/** A command that asks something of a run, by the mutation that does it. */
const steering = (name: string, mutation: string, description: string) => (): Command =>
  new Command(name)
    .description(description)
    .argument('<run>', 'its id, as sync apply and sync status print it')
    .option('--json', 'one object a line, for programs')
    .option(...gatewayOption)
    .addHelpText('after', exitHelp)
    .action((id: string, options: Common) =>
      sit(options, async ({ ask, tell }) => {
        const document = `mutation Steer($id: ID!) { done: ${mutation}(id: $id) { ${payload(`run { ${runFields} }`)} } }`
        const run = await done<'run', Run>(ask, { document, variables: { id }, of: 'run' })
        tell.object('run', run)
        tell.lines(runLines(run))
        return exits.done
      }),
    )

/** `sync pause`: a run waits. */
export const syncPauseCommand = steering('pause', 'syncRunPause', 'hold a run at its next checkpoint, for 30 days at most')
/** `sync resume`: it goes on. */
export const syncResumeCommand = steering('resume', 'syncRunResume', 'let a run go on that is held')
/** `sync cancel`: it ends. */
export const syncCancelCommand = steering('cancel', 'syncRunCancel', 'end a run at its next checkpoint; what is done stays done')
