import { expect, test } from 'vitest'
import type { Job } from '../../../src/jobs/job.ts'
import { etaMsOf, perMinuteOf } from '../../../src/jobs/pace.ts'

const aJob = (over: Partial<Job>): Job =>
  ({ status: 'RUNNING', progress: { done: 0, total: 100, failed: 0 }, pace: null, ...over }) satisfies Partial<Job> as Job
const pace = { fromMs: 1_000_000, fromDone: 40, atMs: 1_030_000 }

test('the pace of a job is that since it was last begun, and its end is told by that', () => {
  const job = aJob({ pace, progress: { done: 70, total: 100, failed: 0 } })
  expect([perMinuteOf(job), etaMsOf(job)]).toEqual([60, 1_060_000])
})

test.each<[when: string, job: Job]>([
  ['it has begun', aJob({})],
  ['it has gone on', aJob({ pace: { ...pace, fromDone: 0 } })],
  ['anybody knows of how many', aJob({ pace, progress: { done: 70, total: null, failed: 0 } })],
])('nobody can tell when it ends before %s', (_, job) => expect(etaMsOf(job)).toBeNull())

test.each(['CANCELLED', 'PAUSED'] as const)('what is %s has no end to come', (status) => {
  expect(etaMsOf(aJob({ status, pace, progress: { done: 70, total: 100, failed: 0 } }))).toBeNull()
})
