#!/usr/bin/env node
import { CommanderError } from 'commander'
import { createProgram } from './program.ts'

try {
  await createProgram().parseAsync(process.argv)
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  // help and version were asked for and given; everything else is a command line that was not understood, and has been told so
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
