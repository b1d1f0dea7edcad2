import { Command } from 'commander'
import { webhookReplayCommand } from './webhook-replay.ts'
import { webhookSimulateCommand } from './webhook-simulate.ts'
import { webhookTailCommand } from './webhook-tail.ts'
import { webhookVerifyCommand } from './webhook-verify.ts'

/** `webhook`: to find out why one is not taken, or what it does. */
export const webhookCommand = () =>
  new Command('webhook')
    .description("Intercom's webhooks, one at a time")
    .addCommand(webhookVerifyCommand())
    .addCommand(webhookSimulateCommand())
    .addCommand(webhookTailCommand())
    .addCommand(webhookReplayCommand())
