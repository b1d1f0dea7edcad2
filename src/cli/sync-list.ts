import { Command } from 'commander'
import { gatewayOption } from './ask-gateway.ts'
import type { Definition } from './sync/answers.ts'
import { type Common, exitHelp, exits, sit } from './sync/command.ts'
import { definitionRows } from './sync/words.ts'

const query = '{ syncs { name object direction source follows lastWholeAt nextWholeAt nextChangedAt schedule { changed whole timeZone } } }'

/** `sync list`: the syncs that are configured. */
export function syncListCommand(): Command {
  return new Command('list')
    .description('print the syncs that the gateway has')
    .option('--json', 'one object a line, for programs')
    .option(...gatewayOption)
    .addHelpText('after', exitHelp)
    .action((options: Common) =>
      sit(options, async ({ ask, tell }) => {
        const { syncs } = await ask<{ syncs: Definition[] }>(query, {})
        for (const sync of syncs) tell.object('sync', sync)
        tell.lines(syncs.length === 0 ? ['none is configured: sync.definitions names their files'] : definitionRows(syncs))
        return exits.done
      }),
    )
}
