import { Command } from 'commander'
import { eventsImportCommand } from './events-import.ts'

/** `events`: what contacts did. */
export const eventsCommand = () =>
  new Command('events').description('what contacts did, told to Intercom').addCommand(eventsImportCommand())
