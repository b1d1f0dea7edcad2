import { expect, test } from 'vitest'
import { workspaceFromIntercom } from '../../../../src/resources/workspace/model.ts'

test('a workspace is the app of GET /me, and whose token that is', () => {
  const app = { id_code: 'abc123', name: 'Larkspur', region: 'EU', timezone: 'Europe/Dublin', created_at: 1_700_000_000 }
  expect(workspaceFromIntercom({ type: 'admin', id: 1001, name: 'Grace', email: 'grace@example.com', app })).toEqual({
    __typename: 'Workspace',
    id: 'abc123',
    name: 'Larkspur',
    region: 'EU',
    timeZone: 'Europe/Dublin',
    createdAt: new Date('2023-11-14T22:13:20Z'),
    adminId: '1001',
  })
})

test('what Intercom does not say of it is null', () => {
  const unknown = { id: 'abc123', name: null, region: null, timeZone: null, createdAt: null, adminId: null }
  expect(workspaceFromIntercom({ app: { id_code: 'abc123' } })).toMatchObject(unknown)
  const app = { id_code: 'abc123', name: '', region: null, timezone: null, created_at: null }
  expect(workspaceFromIntercom({ id: null, app })).toMatchObject(unknown)
})

test.each([
  ['US', 'US'],
  ['au', 'AU'],
  ['MARS', null],
])('the region %s is %s', (region, ours) => {
  expect(workspaceFromIntercom({ id: '1', app: { id_code: 'abc123', region } }).region).toBe(ours)
})

test("a token of admin 0 is nobody's", () => {
  expect(workspaceFromIntercom({ id: 0, app: { id_code: 'abc123' } }).adminId).toBeNull()
})
