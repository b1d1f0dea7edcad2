import type { Desk } from '../desk/desk.ts'
import type { Command } from './command.ts'
import { amount } from './inputs.ts'

/** The desk where things happen by themselves. */
export const deskCommands = (desk: Desk): Record<string, Command> => ({
  desk: {
    takes: '{ "everyMs": 4000 }; 0 closes it',
    does: 'Customers write, teammates answer and close: something so often, on average.',
    run: ({ everyMs }) => desk.open(amount('everyMs', everyMs)),
  },
  'desk-step': { takes: '{}', does: 'One such thing happens now.', run: () => ({ happened: desk.step() ?? null }) },
})
