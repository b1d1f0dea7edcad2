import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { scopes } from '../../src/config/environment.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

type Failure = { __typename: string; code: string; path: string[] | null; constraint?: string; id?: string | null }
type Job = { id: string; status: string; progress: { done: number; total: number; failed: number }; errors: Failure[] }
type Payload = { job: Job | null; errors: Failure[] }

const failure = '{ __typename code path ... on ValidationError { constraint } ... on NotFoundError { id } }'
const jobFields = `id status progress { done total failed perMinute eta } result { id } finishedAt errors ${failure}`
const track = `mutation ($input: [DataEventInput!]!) { it: dataEventTrackBatch(input: $input) { job { ${jobFields} } errors ${failure} } }`

const keyOf = (name: string, granted: readonly string[]) =>
  `${name}:${createHash('sha256').update(name).digest('hex')}:${granted.join('+')}`
const as = (name: string) => ({ authorization: `Bearer ${name}` })

let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  const contacts = [aContact(1, { email: 'one@example.com' }), aContact(2, { external_id: 'two' }), aContact(3)]
  gateway = await startTestGateway({
    world: aWorld({ contacts }),
    env: { GATEWAY_API_KEYS: [keyOf('importer', ['EVENTS_WRITE']), keyOf('other', ['EVENTS_WRITE']), keyOf('boss', scopes)].join() },
    configure: (config) => ({
      ...config,
      jobs: { ...config.jobs, retryAfterMs: 10, maxTries: 3 },
      writes: { ...config.writes, lookTimeoutMs: 0 },
    }),
  })
})
afterAll(() => gateway.dispose())
beforeEach(() => gateway.forgetRequests())

const submit = async (input: object[], directive = '', caller = 'importer'): Promise<Payload> => {
  const answer = await gateway.query<{ it: Payload }>(
    track.replace('(input: $input)', `(input: $input) ${directive}`),
    { input },
    as(caller),
  )
  if (!answer.data) throw new Error(JSON.stringify(answer.errors))
  return answer.data.it
}
const jobOf = async (id: string, caller = 'importer'): Promise<Job | null> =>
  (await gateway.query<{ job: Job | null }>(`query ($id: ID!) { job(id: $id) { ${jobFields} } }`, { id }, as(caller))).data!.job
async function done(id: string): Promise<Job> {
  await expect.poll(async () => (await jobOf(id))?.status, { timeout: 20_000 }).not.toMatch(/QUEUED|RUNNING/)
  return (await jobOf(id))!
}
const told = (name: string) => [...gateway.sandbox.world.events.values()].filter(({ event_name }) => event_name === name)
const aMinuteAgo = () => new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000).toISOString()

describe('a batch of events', () => {
  test('is taken by an answer that asks Intercom nothing, and sent behind it, a call for each event', async () => {
    const input = [1, 2, 3].map((number) => ({ name: 'imported', contact: { id: hexId(number) }, occurredAt: aMinuteAgo() }))
    const { job, errors } = await submit(input)
    expect([errors, job?.errors]).toEqual([[], []])
    expect(await done(job!.id)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 3, total: 3, failed: 0, eta: null }, result: null })
    expect(gateway.calls).toEqual(['POST /events', 'POST /events', 'POST /events'])
    expect(
      told('imported')
        .map(({ contact_id }) => contact_id)
        .sort(),
    ).toEqual([1, 2, 3].map(hexId))
  })

  test('says of each item that is wrong where it is, at once, and sends the others', async () => {
    const contact = { id: hexId(1) }
    const { job, errors } = await submit([
      { name: ' ', contact },
      { name: 'valid', contact },
      { name: 'nested', contact, metadata: { room: { floor: 1 } } },
      { name: 'whose', contact: { id: '../me' } },
      { name: 'old', contact, occurredAt: '2020-01-01T00:00:00Z' },
    ])
    expect(errors).toEqual([])
    expect(job?.errors.map(({ path, constraint }) => [path?.join('.'), constraint])).toEqual([
      ['input.0.name', 'minLength'],
      ['input.2.metadata.room', 'flat'],
      ['input.3.contact.id', null],
      ['input.4.occurredAt', 'after90DaysAgo'],
    ])
    expect(await done(job!.id)).toMatchObject({ status: 'SUCCEEDED', progress: { done: 5, total: 5, failed: 4 } })
    expect([told('valid').length, told('nested').length]).toEqual([1, 0])
  })

  test('has an error for each item that Intercom refuses, and goes on', async () => {
    const { job } = await submit([
      { name: 'gone', contact: { id: hexId(404) } },
      { name: 'unknown', contact: { externalId: 'nobody' } },
      { name: 'known', contact: { externalId: 'two' } },
      { name: 'known', contact: { email: 'one@example.com' } },
    ])
    const { errors, ...rest } = await done(job!.id)
    expect(rest).toMatchObject({ status: 'SUCCEEDED', progress: { done: 4, total: 4, failed: 2 } })
    expect(errors.map(({ code, path, id }) => [code, path, id])).toEqual([
      // what says who somebody is is not kept beside the job
      ['NOT_FOUND', ['input', '0', 'contact', 'id'], null],
      ['NOT_FOUND', ['input', '1', 'contact', 'externalId'], null],
    ])
    expect(
      told('known')
        .map(({ contact_id }) => contact_id)
        .sort(),
    ).toEqual([hexId(1), hexId(2)])
  })

  test('sends an event once that stands in it twice, however its contact is named', async () => {
    const occurredAt = aMinuteAgo()
    const event = (contact: object) => ({ name: 'twice', contact, occurredAt })
    const { job } = await submit([event({ id: hexId(1) }), event({ email: 'one@example.com' }), event({ id: hexId(1) })])
    expect(await done(job!.id)).toMatchObject({ progress: { done: 3, failed: 0 } })
    expect(gateway.calls.filter((call) => call === 'POST /events')).toHaveLength(1)
  })

  test('under a key is one job, and all of it is sent', async () => {
    const input = [1, 2].map((number) => ({ name: 'keyed', contact: { id: hexId(number) } }))
    const first = await submit(input, '@idempotent(key: "an import")')
    await done(first.job!.id)
    const second = await submit(input, '@idempotent(key: "an import")')
    expect(second.job).toMatchObject({ id: first.job!.id, status: 'SUCCEEDED' })
    expect(gateway.calls).toEqual(['POST /events', 'POST /events'])
  })

  test('of which nothing can be sent is no job, and all that is wrong is said', async () => {
    const contact = { id: hexId(1) }
    expect(
      await submit([
        { name: ' ', contact },
        { name: '', contact },
      ]),
    ).toEqual({
      job: null,
      errors: ['0', '1'].map((at) => ({
        ...{ __typename: 'ValidationError', code: 'INVALID', path: ['input', at, 'name'], constraint: 'minLength' },
      })),
    })
  })

  test.each([
    ['nothing', [], 'minItems'],
    ['more than 500', Array.from({ length: 501 }, () => ({ name: 'many', contact: { id: hexId(1) } })), 'maxItems'],
  ])('of %s is refused', async (_, input, constraint) => {
    expect(await submit(input)).toMatchObject({ job: null, errors: [{ path: ['input'], constraint }] })
    expect(gateway.calls).toEqual([])
  })

  test('is tried again where Intercom fails, and one item that always fails keeps none of the others', async () => {
    gateway.sandbox.control.failNext('POST /events', { status: 500, times: 1 })
    const { job } = await submit([
      { name: 'patient', contact: { externalId: '503'.padStart(24, '0') } },
      { name: 'patient', contact: { id: hexId(1) } },
      { name: 'patient', contact: { id: hexId(2) } },
    ])
    const { errors, ...rest } = await done(job!.id)
    expect(rest).toMatchObject({ status: 'SUCCEEDED', progress: { done: 3, failed: 1 } })
    expect(errors).toMatchObject([{ __typename: 'UpstreamError', code: 'UPSTREAM_ERROR', path: ['input', '0'] }])
    expect(
      told('patient')
        .map(({ contact_id }) => contact_id)
        .sort(),
    ).toEqual([1, 2].map(hexId))
  })

  test('is given up when Intercom stays away, with the reason, and what was sent is counted', async () => {
    gateway.sandbox.control.setErrorRate(1, 503)
    const { job } = await submit(Array.from({ length: 20 }, (_, at) => ({ name: `away-${at}`, contact: { id: hexId(1) } })))
    const { errors, ...rest } = await done(job!.id)
    gateway.sandbox.control.setErrorRate(0)
    expect(rest).toMatchObject({ status: 'FAILED', progress: { done: 0, total: 20, failed: 0 } })
    expect(errors).toMatchObject([{ code: 'UPSTREAM_ERROR', path: null }])
  })
})

describe('a job', () => {
  test('is seen by who asked for it, and by whoever may see everything', async () => {
    const { job } = await submit([{ name: 'private', contact: { id: hexId(1) } }])
    await done(job!.id)
    const seen = async (caller: string) => (await jobOf(job!.id, caller))?.id ?? null
    expect([await seen('importer'), await seen('other'), await seen('boss')]).toEqual([job!.id, null, job!.id])
    const byNode = async (caller: string) =>
      (await gateway.query<{ node: { id: string } | null }>('query ($id: ID!) { node(id: $id) { id } }', { id: job!.id }, as(caller))).data!
        .node
    expect([await byNode('importer'), await byNode('other')]).toEqual([{ id: job!.id }, null])
    expect((await jobOf(job!.id.split('/').at(-1)!))?.id).toBe(job!.id)
  })

  test('is counted when it is over', async () => {
    const page = await (await fetch(`${gateway.url}/metrics`)).text()
    expect(page).toMatch(/gateway_jobs_total\{kind="dataEventTrackBatch",outcome="SUCCEEDED"\} \d+/)
    expect(page).toMatch(/^gateway_jobs_open \d+$/m)
    for (const status of ['QUEUED', 'RUNNING', 'PAUSED'])
      expect(page).toMatch(new RegExp(`^gateway_jobs_open_by_status{status="${status}"} \\d+$`, 'm'))
  })
})
