import { Command } from 'commander'
import { cacheCommand } from './cache.ts'
import { configPrintCommand } from './config-print.ts'
import { docsCommand } from './docs.ts'
import { doctorCommand } from './doctor.ts'
import { eventsCommand } from './events.ts'
import { sandboxCommand } from './sandbox.ts'
import { schemaCheckCommand } from './schema-check.ts'
import { schemaPrintCommand } from './schema-print.ts'
import { serveCommand } from './serve.ts'
import { syncCommand } from './sync.ts'
import { webhookCommand } from './webhook.ts'

/** Every command there is. A command line that is not understood throws a `CommanderError`, after saying what is wrong with it. */
export function createProgram(): Command {
  const schema = new Command('schema')
    .description('the printed schema, which callers build on')
    .addCommand(schemaPrintCommand())
    .addCommand(schemaCheckCommand())

  const config = new Command('config').description('what the gateway is told').addCommand(configPrintCommand())

  const program = new Command('gateway')
    .description('Intercom as one GraphQL graph.')
    .usage('<command> [options]')
    .addHelpText(
      'after',
      '\nRun as npm run cli -- <command>, in the image as node dist/cli.js <command>.\nExit codes: 0 done, 1 failed or not as it should be, 2 the command line was not understood; more where --help of a command says so.',
    )
    .addCommand(serveCommand())
    .addCommand(sandboxCommand())
    .addCommand(doctorCommand())
    .addCommand(webhookCommand())
    .addCommand(eventsCommand())
    .addCommand(syncCommand())
    .addCommand(cacheCommand())
    .addCommand(schema)
    .addCommand(config)
    .addCommand(docsCommand())

  return strict(program)
}

/** Commander's settings are not inherited by commands that are added, so each is told. */
function strict(command: Command): Command {
  for (const below of command.commands) strict(below)
  return command.exitOverride().showHelpAfterError('(add --help to see what is there)').allowExcessArguments(false)
}
