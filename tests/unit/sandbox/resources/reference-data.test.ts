import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { aContact, anAdmin, aWorld, hexId, noon } from '../small-world.ts'

const world = () =>
  aWorld({
    admins: [anAdmin('1001', { job_title: 'Lead' }), anAdmin('1002')],
    segments: [{ id: hexId(90), name: 'Active', person_type: 'user', created_at: noon, updated_at: noon }],
    contacts: [aContact(1, { segment_ids: [hexId(90)] }), aContact(2, { segment_ids: [hexId(90)] }), aContact(3)],
  })

test('GET /me tells who the token is and which workspace it opens', async () => {
  await using sandbox = await startSandbox({ world: world() })
  expect((await ask(sandbox, '/me')).body).toMatchObject({
    type: 'admin',
    id: '1001',
    email_verified: true,
    app: { type: 'app', id_code: 'small', region: 'US', timezone: 'UTC' },
  })
})

test('admins say their teams, and show their picture only when asked', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const { body } = await ask(sandbox, '/admins')
  expect(body).toMatchObject({ type: 'admin.list', admins: [{ id: '1001', job_title: 'Lead', team_ids: [2001] }, { id: '1002' }] })
  expect((body.admins as object[])[0]).not.toHaveProperty('avatar')
  expect((await ask(sandbox, '/admins?display_avatar=true')).body).toMatchObject({
    admins: [{ avatar: { type: 'avatar', image_url: 'https://example.com/1001.png' } }, {}],
  })
  expect((await ask(sandbox, '/admins/1002')).body).toMatchObject({
    id: '1002',
    team_priority_level: { primary_team_ids: [], secondary_team_ids: [2001] },
  })
})

test('teams, tags and segments are whole lists; a segment counts its people when asked', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const team = { type: 'team', id: '2001', name: 'Support', admin_ids: [1001, 1002] }
  expect((await ask(sandbox, '/teams')).body).toMatchObject({ type: 'team.list', teams: [team] })
  expect((await ask(sandbox, '/teams/2001')).body).toMatchObject(team)
  expect((await ask(sandbox, '/tags')).body).toEqual({ type: 'list', data: [{ type: 'tag', id: '3001', name: 'vip' }] })
  expect((await ask(sandbox, '/tags/3001')).body).toEqual({ type: 'tag', id: '3001', name: 'vip' })
  expect((await ask(sandbox, '/segments?include_count=true')).body).toMatchObject({ segments: [{ id: hexId(90), count: 2 }] })
  expect((await ask(sandbox, '/segments')).body.segments).toEqual([expect.not.objectContaining({ count: expect.anything() })])
  expect((await ask(sandbox, `/segments/${hexId(90)}`)).body).toMatchObject({ type: 'segment', name: 'Active', person_type: 'user' })
})

test.each([
  ['/admins/9', 'admin_not_found'],
  ['/teams/9', 'team_not_found'],
  ['/tags/9', 'not_found'],
  [`/segments/${hexId(9)}`, 'not_found'],
])('%s is a 404 with the code %s', async (path, code) => {
  await using sandbox = await startSandbox({ world: world() })
  const answer = await ask(sandbox, path)
  expect([answer.status, codeOf(answer)]).toEqual([404, code])
})
