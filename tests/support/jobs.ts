import { expect } from 'vitest'

/** Resolves when nothing is being done behind answers any more. */
export const untilJobsAreOver = (url: string) =>
  expect.poll(async () => (await fetch(`${url}/metrics`)).text(), { timeout: 50_000, interval: 100 }).toMatch(/^gateway_jobs_open 0$/m)
