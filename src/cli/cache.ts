import { Command } from 'commander'
import { gatewayOption } from './ask-gateway.ts'
import { askMutation, fail } from './ask-mutation.ts'

type Done = { purged: number; errors: { message: string }[] }

const mutation = 'mutation Purge($input: CachePurgeInput!) { done: cachePurge(input: $input) { purged errors { message } } }'

type Options = { to?: string; all?: boolean; kind?: string[]; id?: string[] }

/** `cache`: what the gateway keeps. */
export const cacheCommand = () =>
  new Command('cache').description('what a running gateway keeps of Intercom').addCommand(cachePurgeCommand())

/** `cache purge`: Intercom is asked anew. */
function cachePurgeCommand(): Command {
  return new Command('purge')
    .description('let every process of a running gateway read anew: records, kinds of records, or everything')
    .option('--id <id...>', 'single records, by their global ids')
    .option('--kind <kind...>', 'all of some kinds, by their names under cache.kinds: contact, contactPage')
    .option('--all', 'everything')
    .option(...gatewayOption)
    .action(async ({ to, all, kind, id }: Options) => {
      const inputs = [id && { ids: id }, kind && { tags: kind }, all && { all }].filter((one) => one !== undefined)
      const [input, ...more] = inputs
      if (!input || more.length > 0) return fail('Say one of --id, --kind and --all.')
      await askMutation<Done>({
        to,
        mutation,
        variables: { input },
        lineOf: ({ purged }) => (purged === 1 ? '1 copy was taken away' : `${purged} copies were taken away`),
      })
    })
}
