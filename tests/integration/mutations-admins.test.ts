import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { startRedis } from '../support/redis.ts'
import { type Desk, startDesk } from '../support/webhook-house.ts'
import { clientSecret } from '../support/webhooks.ts'
import { aWorld } from '../unit/sandbox/small-world.ts'

type Admin = { awayMode: { enabled: boolean; reassign: boolean }; avatarUrl: string | null }
type Payload = { errors: { code: string; path: string[] | null }[]; admin: Admin | null }

const set = `mutation ($id: ID!, $away: Boolean!, $reassign: Boolean) {
  it: adminAwaySet(id: $id, away: $away, reassign: $reassign) { errors { code path } admin { awayMode { enabled reassign } avatarUrl } }
}`
async function run({ query }: Pick<Desk, 'query'>, variables: Record<string, unknown>, headers = {}) {
  const { data, errors } = await query<{ it: Payload }>(set, variables, headers)
  if (!data) throw new Error(JSON.stringify(errors))
  return data.it
}
const whoIsAway = async ({ query }: Pick<Desk, 'query'>) => {
  const { data } = await query<{ workspace: { admins: { intercomId: string; awayMode: { enabled: boolean } }[] } }>(
    '{ workspace { admins { intercomId awayMode { enabled } } } }',
  )
  return data!.workspace.admins.filter(({ awayMode }) => awayMode.enabled).map(({ intercomId }) => intercomId)
}

test('a teammate who goes away and comes back is so at once in every process, before and after Intercom tells of it', async () => {
  await using redis = await startRedis()
  const env = { REDIS_URL: redis.url }
  await using desk = await startDesk({ world: aWorld(), env })
  await using second = await startDesk({ sandbox: desk.sandbox, env })
  const { sandbox } = desk
  for (const one of [desk, second]) expect(await whoIsAway(one)).toEqual([])
  sandbox.forgetRequests()
  const gone = await run(desk, { id: '1002', away: true, reassign: true })
  expect(gone).toEqual({
    errors: [],
    admin: { awayMode: { enabled: true, reassign: true }, avatarUrl: 'https://example.com/1002.png' },
  })
  expect(desk.calls).toEqual(['PUT /admins/{admin_id}/away', 'GET /admins'])
  for (const one of [second, desk]) expect(await whoIsAway(one)).toEqual(['1002'])

  sandbox.webhooks.subscribe({ url: `${second.url}/webhooks/intercom`, clientSecret })
  expect((await run(desk, { id: '1002', away: false })).admin).toMatchObject({ awayMode: { enabled: false, reassign: false } })
  await expect.poll(() => sandbox.webhooks.deliveries().map(({ outcome }) => outcome), { timeout: 10_000 }).toEqual(['delivered'])
  for (const one of [second, desk]) expect(await whoIsAway(one)).toEqual([])
})

test("is the caller's own, and another only with ACT_AS_ADMIN; one who is not there stays so", async () => {
  const key = (name: string, scopes: string) => `${name}:${createHash('sha256').update(`secret-${name}`).digest('hex')}:${scopes}`
  const as = (name: string) => ({ authorization: `Bearer secret-${name}` })
  const GATEWAY_API_KEYS = [key('desk', 'CONVERSATIONS_WRITE'), key('boss', 'CONVERSATIONS_WRITE+ACT_AS_ADMIN')].join()
  await using desk = await startDesk({ world: aWorld(), env: { GATEWAY_API_KEYS } })
  expect((await run(desk, { id: '1001', away: true }, as('desk'))).errors).toEqual([])
  expect((await run(desk, { id: '1002', away: true }, as('desk'))).errors).toMatchObject([{ code: 'FORBIDDEN', path: ['id'] }])
  expect((await run(desk, { id: '1002', away: true }, as('boss'))).errors).toEqual([])
  expect((await run(desk, { id: '404', away: true }, as('boss'))).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['id'] }])
  expect([...desk.sandbox.world.admins.values()].map(({ away_mode_enabled }) => away_mode_enabled)).toEqual([true, true])
})
