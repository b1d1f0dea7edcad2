import type { Env } from '../config/environment.ts'
import { type Config, ConfigError, loadConfig } from '../config.ts'
import { createScrub } from './secrets.ts'

/** The configuration, or undefined after every problem of it has been told and the exit code set to 1. */
export function configOrExplain(env: Env): Config | undefined {
  try {
    return loadConfig({ env })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    process.stderr.write(`${createScrub(env)(error.message)}\n`)
    process.exitCode = 1
    return undefined
  }
}
