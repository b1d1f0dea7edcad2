#!/usr/bin/env node
import { CommanderError } from 'commander'
import { createProgram } from './program.ts'

/** What a shell says of a program that SIGPIPE has ended. */
const nobodyReads = 141

// as of `sync show --all | head`: whoever reads no further has what they wanted
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(nobodyReads)
})

try {
  await createProgram().parseAsync(process.argv)
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  // help and version were asked for and given; everything else is a command line that was not understood, and has been told so
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
