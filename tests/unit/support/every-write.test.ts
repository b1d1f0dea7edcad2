import { expect, test } from 'vitest'
import { schema } from '../../../src/schema.ts'
import { everyWrite } from '../../support/every-write.ts'

/** What changes nothing at Intercom. */
const ownAffairs = ['cachePurge', 'webhookReplay']
/** What is sent behind the answer, until it is done: `tests/integration/jobs.test.ts`. */
const behindAnswers = ['dataEventTrackBatch']
/** What plans and runs of syncs are asked, whose writes are behind the answer too: `tests/integration/sync-graph.test.ts`. */
const isOfSync = /^sync[A-Z]/

test('every mutation that writes to Intercom meets every fault on the way there', async () => {
  const tried = new Set((await everyWrite()).map(({ mutation }) => mutation.split(' ')[0]))
  const there = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter(
    (name) => !ownAffairs.includes(name) && !behindAnswers.includes(name) && !isOfSync.test(name),
  )
  expect([...tried].toSorted()).toEqual(there.toSorted())
})
