import { Command } from 'commander'
import { gatewayOption } from './ask-gateway.ts'
import { askMutation } from './ask-mutation.ts'

type Done = {
  errors: { message: string }[]
  delivery: { id: string; topic: string; status: string; attempts: number; cursor: string | null } | null
}

const mutation = `mutation Replay($delivery: ID!) {
  done: webhookReplay(delivery: $delivery) {
    errors { message }
    delivery { id topic status attempts cursor }
  }
}`

/** `webhook replay`: a notification that was taken before happens once more. */
export function webhookReplayCommand(): Command {
  return new Command('replay')
    .description('let a running gateway handle a notification again: a dead letter, or one that came to the wrong thing')
    .argument('<id>', 'the delivery, as webhook tail prints it, or the id of its notification')
    .option(...gatewayOption)
    .action(async (id: string, { to }: { to?: string }) => {
      await askMutation<Done>({
        to,
        mutation,
        variables: { delivery: id },
        lineOf: ({ delivery }) =>
          delivery ? `${delivery.status}  ${delivery.topic}  try ${delivery.attempts}  ${delivery.id}` : 'it is not listed any more',
      })
    })
}
