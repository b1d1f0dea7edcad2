import { expect, test } from 'vitest'
import { createWatch } from '../../../src/intercom/watch.ts'
import { connect, failure, json, startUpstream } from './upstream.ts'

async function watching(status: () => number) {
  const upstream = await startUpstream((response) => void json(response, {}, status()))
  const watch = createWatch()
  const intercom = connect(upstream.url, { maxRetries: 0, onCall: watch.saw })
  return {
    upstream,
    look: () => watch.look((signal) => intercom.call((sdk, options) => sdk.admins.identify(options), { signal })),
    call: (route = '/tags') => intercom.request({ method: 'GET', route, params: { tag_id: '1' } }),
    async [Symbol.asyncDispose]() {
      await intercom.dispose()
      await upstream[Symbol.asyncDispose]()
    },
  }
}
const paths = ({ upstream }: Awaited<ReturnType<typeof watching>>) => upstream.requests.map(({ url }) => url)

test('asks before it has seen anything, and not again while calls are answered', async () => {
  await using watched = await watching(() => 200)
  await watched.look()
  await watched.call()
  await watched.look()
  await watched.look()
  expect(paths(watched)).toEqual(['/me', '/tags'])
})

test('asks again after a failure, until one is answered', async () => {
  let status = 200
  await using watched = await watching(() => status)
  await watched.call()
  status = 503
  await failure(watched.call())
  expect(await failure(watched.look())).toMatchObject({ code: 'UPSTREAM_ERROR' })
  status = 200
  await watched.look()
  await watched.look()
  expect(paths(watched)).toEqual(['/tags', '/tags', '/me', '/me'])
})

test('that a record is not there is an answer; that an endpoint is not there is none', async () => {
  await using watched = await watching(() => 404)
  await failure(watched.call('/tags/{tag_id}'))
  await watched.look()
  await failure(watched.call('/tags'))
  expect(await failure(watched.look())).toMatchObject({ message: expect.stringContaining('INTERCOM_BASE_URL') })
})

test.each([403, 429, 422])('a %i is an answer', async (status) => {
  await using watched = await watching(() => status)
  await failure(watched.call())
  await watched.look()
  expect(paths(watched)).toEqual(['/tags'])
})

test('a token that is refused is a failure', async () => {
  await using watched = await watching(() => 401)
  await failure(watched.call())
  expect(await failure(watched.look())).toMatchObject({ message: expect.stringContaining('INTERCOM_ACCESS_TOKEN') })
})
