import { Command } from 'commander'
import { syncApplyCommand, syncRetryCommand } from './sync-apply.ts'
import { syncListCommand } from './sync-list.ts'
import { syncPlanCommand } from './sync-plan.ts'
import { syncResolveCommand } from './sync-resolve.ts'
import { syncShowCommand } from './sync-show.ts'
import { syncStatusCommand } from './sync-status.ts'
import { syncCancelCommand, syncPauseCommand, syncResumeCommand } from './sync-steer.ts'

/** `sync`: a CRM and Intercom are kept alike. */
export function syncCommand(): Command {
  const command = new Command('sync').description('keep contacts and companies of a CRM and Intercom alike, through a running gateway')
  const below = [
    ...[syncListCommand(), syncPlanCommand(), syncShowCommand(), syncResolveCommand(), syncApplyCommand(), syncStatusCommand()],
    ...[syncPauseCommand(), syncResumeCommand(), syncCancelCommand(), syncRetryCommand()],
  ]
  for (const one of below) command.addCommand(one)
  return command
}
