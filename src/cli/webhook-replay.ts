import { Command } from 'commander'
import { AskError, askGateway, gatewayOption, ownGateway } from './ask-gateway.ts'

type Answer = {
  webhookReplay: {
    errors: { message: string }[]
    delivery: { id: string; topic: string; status: string; attempts: number; cursor: string | null } | null
  }
}

const mutation = `mutation Replay($delivery: ID!) {
  webhookReplay(delivery: $delivery) {
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
      const url = to ?? ownGateway()
      if (url === undefined) return
      try {
        const { errors, delivery } = (await askGateway<Answer>(url, mutation, { delivery: id })).webhookReplay
        if (errors.length > 0 || !delivery) return fail(errors.map(({ message }) => message).join('\n'))
        process.stdout.write(`${delivery.status}  ${delivery.topic}  try ${delivery.attempts}  ${delivery.id}\n`)
      } catch (error) {
        if (!(error instanceof AskError)) throw error
        fail(error.message)
      }
    })
}

function fail(sentence: string) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
