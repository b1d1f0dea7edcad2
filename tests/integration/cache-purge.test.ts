import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { cli } from '../support/child.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startRedis } from '../support/redis.ts'

type Gateway = Awaited<ReturnType<typeof startTestGateway>>

/** Renames what Intercom has without telling anybody. */
function renameSilently({ sandbox: { world } }: Gateway, id: string, name: string) {
  world.contacts.put({ ...world.contacts.get(id)!, name })
}
const nameOf = async (gateway: Gateway, id: string) =>
  (await gateway.query<{ contact: { name: string; id: string } }>(`{ contact(by: { id: "${id}" }) { name id } }`)).data!.contact
const purge = async (gateway: Gateway, input: string) =>
  (
    await gateway.query<{ cachePurge: { purged: number; errors: { code: string; path: string[] }[] } }>(
      `mutation { cachePurge(input: ${input}) { purged errors { code path } } }`,
    )
  ).data!.cachePurge

describe('what is purged is read anew', () => {
  test('by its id, by its kind, or with everything; what is not stays', async () => {
    await using gateway = await startTestGateway({ contacts: 5, conversations: 3 })
    const [one, other] = [...gateway.sandbox.world.contacts.keys()] as [string, string]
    const { id } = await nameOf(gateway, one)
    await nameOf(gateway, other)
    for (const [name, input] of [
      ['First', `{ ids: ["${id}"] }`],
      ['Second', '{ tags: ["contact"] }'],
      ['Third', '{ all: true }'],
    ] as const) {
      renameSilently(gateway, one, name)
      expect((await nameOf(gateway, one)).name).not.toBe(name)
      const { purged, errors } = await purge(gateway, input)
      expect([errors, purged > 0]).toEqual([[], true])
      expect((await nameOf(gateway, one)).name).toBe(name)
    }
    renameSilently(gateway, other, 'Not told')
    expect((await nameOf(gateway, other)).name).toBe('Not told') // the last purge was of everything
    renameSilently(gateway, other, 'Not told again')
    await purge(gateway, `{ ids: ["${id}"] }`)
    await purge(gateway, '{ tags: ["conversation", "contactPage"] }')
    expect((await nameOf(gateway, other)).name).toBe('Not told')
  })

  test('also a part, which is kept in its thread, and an attribute, which is kept in a list; what is not kept counts as nothing', async () => {
    await using gateway = await startTestGateway({ contacts: 5, conversations: 3 })
    const read = async () =>
      (
        await gateway.query<{
          conversations: { nodes: { parts: { nodes: { id: string }[] } }[] }
          workspace: { dataAttributes: { id: string }[] }
        }>('{ conversations(first: 1) { nodes { parts(last: 1) { nodes { id } } } } workspace { dataAttributes { id } } }')
      ).data!
    const { conversations, workspace } = await read()
    for (const [id, call] of [
      [conversations.nodes[0]!.parts.nodes[0]!.id, 'GET /conversations/{conversation_id}'],
      [workspace.dataAttributes[0]!.id, 'GET /data_attributes'],
    ] as const) {
      gateway.forgetRequests()
      expect((await purge(gateway, `{ ids: ["${id}"] }`)).purged).toBeGreaterThan(0)
      await read()
      expect(gateway.calls).toEqual([call])
    }
    const never = conversations.nodes[0]!.parts.nodes[0]!.id.replace(/\/\w+\/\d+:\d+$/, '/Company/000000000000000000000001')
    expect((await purge(gateway, `{ ids: ["${never}"] }`)).purged).toBe(0)
  })

  test('in every process, and in what they share', async () => {
    await using redis = await startRedis()
    await using gateway = await startTestGateway({ contacts: 5, conversations: 0, env: { REDIS_URL: redis.url } })
    await using second = await startTestGateway({ sandbox: gateway.sandbox, env: { REDIS_URL: redis.url } })
    const [one] = [...gateway.sandbox.world.contacts.keys()] as [string]
    for (const [round, input] of ['{ all: true }', '{ tags: ["contact"] }', '{ all: true }'].entries()) {
      await nameOf(gateway, one)
      await expect.poll(async () => ((await nameOf(second, one)).name !== '' ? gateway.calls.length : 0)).toBeGreaterThan(0)
      renameSilently(gateway, one, `Round ${round}`)
      await purge(gateway, input)
      expect([(await nameOf(second, one)).name, (await nameOf(gateway, one)).name]).toEqual([`Round ${round}`, `Round ${round}`])
    }
  })

  test.each([
    ['{ ids: ["1"] }', ['input', 'ids', '0']],
    ['{ ids: ["gid://intercom/elsewhere/Contact/000000000000000000000001"] }', ['input', 'ids', '0']],
    ['{ ids: ["gid://intercom/lk5purq8/WebhookDelivery/notif_1"] }', ['input', 'ids', '0']],
    ['{ tags: ["contacts"] }', ['input', 'tags', '0']],
    ['{ all: false }', ['input', 'all']],
  ])('but not %s', async (input, path) => {
    await using gateway = await startTestGateway({ contacts: 1, conversations: 0 })
    expect(await purge(gateway, input)).toEqual({ purged: 0, errors: [{ code: 'INVALID', path }] })
  })
})

describe('cache purge', () => {
  test('asks a running gateway, with its key', async () => {
    const key = 'the-key-of-an-operator'
    const hash = createHash('sha256').update(key).digest('hex')
    await using gateway = await startTestGateway({ contacts: 2, conversations: 0, env: { GATEWAY_API_KEYS: `ops:${hash}:ADMIN` } })
    const run = (...args: string[]) => cli(['cache', 'purge', '--to', gateway.url, ...args], { env: { GATEWAY_API_KEY: key } })
    expect(await run('--all')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ copies were taken away\n$/) })
    expect(await run('--kind', 'contact', 'contactPage')).toMatchObject({ code: 0 })
    expect(await run('--kind', 'people')).toMatchObject({ code: 1, stderr: expect.stringContaining('expected one of') })
    expect(await run()).toMatchObject({ code: 1, stderr: 'Say one of --id, --kind and --all.\n' })
    expect(await cli(['cache', 'purge', '--to', gateway.url, '--all'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('GATEWAY_API_KEY'),
    })
  })
})
