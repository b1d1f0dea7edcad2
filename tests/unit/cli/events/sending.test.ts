import { describe, expect, test } from 'vitest'
import { eventSender } from '../../../../src/cli/events/sending.ts'
import { scripted, startScriptedGateway } from '../../../support/scripted-gateway.ts'

const { job: jobIn, tracked, followed, error } = scripted

async function send(answers: (object | null)[]) {
  await using gateway = await startScriptedGateway(answers)
  const progress: number[] = []
  const sender = eventSender({ url: gateway.url, onProgress: (done) => progress.push(done), retryAfterMs: 1 })
  const sent = await sender.send([{ name: 'paid', contact: { externalId: 'u' } }], 'k').catch((failure: Error) => failure.message)
  return { sent, progress, asked: gateway.asked, left: answers.length }
}

describe('a batch', () => {
  test('is followed until its job is over; what is wrong with an event is told of its place', async () => {
    const wrong = [error('"input.3.name" is empty.', ['input', '3', 'name']), error('No contact.', ['input', '7', 'contact', 'email'])]
    const { sent, progress, asked } = await send([
      tracked(jobIn('QUEUED')),
      followed(jobIn('RUNNING')),
      followed(jobIn('PAUSED')),
      followed(jobIn('SUCCEEDED', wrong)),
    ])
    expect(asked).toEqual([{ key: 'k' }, { id: 'j1' }, { id: 'j1' }, { id: 'j1' }])
    expect(progress).toEqual([1, 1, 1])
    expect(sent).toEqual({
      failures: new Map([
        [3, { code: 'INVALID', message: '"name" is empty.', retryable: false }],
        [7, { code: 'INVALID', message: 'No contact.', retryable: false }],
      ]),
    })
  })

  test('of which no event can be sent has no job', async () => {
    const { sent } = await send([tracked(null, [error('"input.0.name" is empty.', ['input', '0', 'name'])])])
    expect(sent).toMatchObject({ failures: new Map([[0, { message: '"name" is empty.' }]]) })
  })

  test('is asked for again under its key when an answer is lost, or the gateway says that it may pass', async () => {
    const { sent, asked } = await send([
      tracked(null, [error('Still running.', null, true)]),
      null,
      tracked(jobIn('RUNNING')),
      null,
      followed(jobIn('SUCCEEDED')),
    ])
    expect(asked).toEqual([{ key: 'k' }, { key: 'k' }, { key: 'k' }, { id: 'j1' }, { id: 'j1' }])
    expect(sent).toEqual({ failures: new Map() })
  })

  test('that was given up by an earlier run is sent under the next key; one that is given up now says why', async () => {
    const { sent, asked } = await send([
      tracked(jobIn('FAILED')),
      tracked(jobIn('CANCELLED')),
      tracked(jobIn('RUNNING')),
      followed(jobIn('FAILED', [error('No contact.', ['input', '0']), error('Intercom is away.', null)])),
    ])
    expect(asked.map(({ key }) => key)).toEqual(['k', 'k:2', 'k:3', undefined])
    expect(sent).toMatchObject({
      failures: new Map([[0, { message: 'No contact.' }]]),
      givenUp: "The gateway's job j1 is FAILED: Intercom is away.",
    })
  })
})

test.each<[string, (object | null)[], RegExp]>([
  ['a gateway that never answered', [null, tracked(jobIn('SUCCEEDED'))], /^nothing answers at /],
  ['a refusal', [tracked(null, [error('The key is for other arguments.', null)])], /^The key is for other arguments\.$/],
  ['a job that is not there any more', [tracked(jobIn('RUNNING')), followed(null)], /does not know its job j1/],
])('%s is asked no more', async (_, answers, sentence) => {
  const { sent, asked } = await send(answers)
  expect(sent).toMatch(sentence)
  expect(asked.length).toBeLessThan(3)
})
