import { expect, test } from 'vitest'
import { sendEveryRow } from '../../../../src/cli/events/every-row.ts'
import { importReport } from '../../../../src/cli/events/report.ts'
import type { Source } from '../../../../src/sync/sources/source.ts'
import { scripted, startScriptedGateway } from '../../../support/scripted-gateway.ts'

const { job, tracked, error } = scripted

/** Five rows, of which the second is none. */
const source: Source = {
  columns: async () => null,
  async *read() {
    for (let row = 1; row <= 5; row++) yield { place: { row, line: row }, record: row === 2 ? {} : { event: 'paid', userId: `u-${row}` } }
  },
}

async function send(answers: object[]) {
  await using gateway = await startScriptedGateway(answers)
  const told: { type: string }[] = []
  const report = importReport({
    isJson: true,
    isTty: false,
    out: (line) => void told.push(JSON.parse(line) as { type: string }),
    err: () => {},
    nowMs: () => 0,
  })
  const isDone = await sendEveryRow({ source, report, rows: 5, url: gateway.url, batch: 2, hash: 'abc' })
  return { isDone, keys: gateway.asked.map(({ key }) => key), told: told.filter(({ type }) => type !== 'progress') }
}

test('each batch has a key of what is in the file, and of its place there', async () => {
  const { isDone, keys, told } = await send([tracked(job('SUCCEEDED', [error('No contact.', ['input', '1'])])), tracked(job('SUCCEEDED'))])
  expect(keys).toEqual(['events-import:abc:1+2', 'events-import:abc:4+2'])
  expect(isDone).toBe(false)
  expect(told).toMatchObject([
    { type: 'failed', line: 2, message: '"event" is missing.' },
    { type: 'failed', line: 3, message: 'No contact.' },
    { type: 'end', rows: 5, done: 5, failed: 2, isComplete: true },
  ])
})

test('behind a batch that the gateway has given up nothing is sent', async () => {
  const away = [error('Intercom is away.', null)]
  const { isDone, told } = await send([tracked(job('SUCCEEDED')), tracked(job('RUNNING')), { data: { job: job('FAILED', away) } }])
  expect(isDone).toBe(false)
  expect(told.at(-1)).toEqual({
    ...{ type: 'end', rows: 5, done: 3, failed: 1, isComplete: false },
    message: expect.stringMatching(
      /^The gateway's job j1 is FAILED: Intercom is away\.\n3 of 5 rows done; .* The same command goes on from there\.$/,
    ),
  })
})
