import { expect, test } from 'vitest'
import { createIdentity } from '../../../src/intercom/identity.ts'
import { connect, json, startUpstream } from './upstream.ts'

/** An Intercom whose workspace is called after how often it was asked: `name 1` first. */
const startNaming = () =>
  startUpstream((response, _, nth) => json(response, { type: 'admin', id: '1', app: { id_code: 'w1', name: `name ${nth + 1}` } }))

test('the call that names the workspace serves who asks for the rest of it within seconds, and nobody after', async () => {
  let nowMs = 1_000_000
  await using server = await startNaming()
  await using intercom = connect(server.url)
  const identity = createIdentity({ intercom, workspaceId: undefined, now: () => nowMs })
  expect(await Promise.all([identity.workspaceId(), identity.workspaceId()])).toEqual(['w1', 'w1'])
  nowMs += 4_000
  expect((await identity.me()).app?.name).toBe('name 1')
  expect((await identity.me()).app?.name).toBe('name 2')
  expect(server.requests).toHaveLength(2)
})

test('asked for hours after the start, a workspace is as it is by then', async () => {
  let nowMs = 1_000_000
  await using server = await startNaming()
  await using intercom = connect(server.url)
  const identity = createIdentity({ intercom, workspaceId: undefined, now: () => nowMs })
  await identity.workspaceId()
  nowMs += 3 * 3_600_000
  expect((await identity.me()).app?.name).toBe('name 2')
})

test('a failure to name the workspace is not kept', async () => {
  let failing = true
  await using server = await startUpstream((response) => (failing ? json(response, {}, 400) : json(response, { app: { id_code: 'w1' } })))
  await using intercom = connect(server.url)
  const identity = createIdentity({ intercom, workspaceId: undefined, now: () => 1_000_000 })
  await expect(identity.workspaceId()).rejects.toMatchObject({ code: 'INVALID' })
  failing = false
  expect(await identity.workspaceId()).toBe('w1')
})

test('a configured workspace costs no call, and is held against every answer that names one; the first that differs is told, and all that follows refused', async () => {
  let named = 'w1'
  await using server = await startUpstream((response) => json(response, { app: { id_code: named } }))
  await using intercom = connect(server.url)
  const told: string[] = []
  const onMisnamed = ({ message }: Error) => void told.push(message)
  const identity = createIdentity({ intercom, workspaceId: 'w1', now: () => 1_000_000, onMisnamed })
  expect(await identity.workspaceId()).toBe('w1')
  expect(server.requests).toEqual([])

  await identity.me()
  identity.check()
  named = 'w2'
  await expect(identity.ask()).rejects.toMatchObject({ code: 'UPSTREAM_ERROR', retryable: false })
  await expect(identity.me()).rejects.toThrow('"w2"')
  expect(() => identity.check()).toThrow('INTERCOM_WORKSPACE_ID says "w1"')
  expect(told).toHaveLength(1)
})
