import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, found, search } from '../ask.ts'
import { aContact, aConversation, aWorld, hexId, noon } from '../small-world.ts'

async function laggingSandbox(indexLagMs: number) {
  const time = { nowMs: noon * 1000 }
  const world = aWorld({ contacts: [aContact(1, { name: 'Old' }), aContact(2)], conversations: [aConversation(1)] })
  return { time, sandbox: await startSandbox({ world, indexLagMs, clock: () => new Date(time.nowMs) }) }
}

test('a change is read at once and found by search after the lag; until then search shows the older record', async () => {
  const { time, sandbox } = await laggingSandbox(60_000)
  await using _ = sandbox
  sandbox.world.putContact(aContact(1, { name: 'New' }))
  sandbox.world.putContact(aContact(3, { name: 'Newcomer' }))
  const seen = async () => (await search(sandbox, 'contacts', ['id', 'IN', [1, 3].map(hexId)])).body.data.map(({ name }) => name)

  expect((await ask(sandbox, `/contacts/${hexId(1)}`)).body.name).toBe('New')
  expect((await ask(sandbox, `/contacts/${hexId(3)}`)).status).toBe(200)
  expect((await ask(sandbox, '/contacts')).body.total_count).toBe(3)
  expect(await seen()).toEqual(['Old'])
  time.nowMs += 59_999
  expect(await seen()).toEqual(['Old'])
  time.nowMs += 1
  expect(await seen()).toEqual(['Newcomer', 'New'])
  expect(await found(sandbox, 'contacts', ['name', '=', 'Old'])).toEqual([])
})

test('conversations lag in the same way, and their indexes follow', async () => {
  const { time, sandbox } = await laggingSandbox(5_000)
  await using _ = sandbox
  sandbox.world.putConversation(aConversation(1, { contact_ids: [hexId(2)] }))
  expect(await found(sandbox, 'conversations', ['contact_ids', '=', hexId(1)])).toEqual(['1'])
  expect(await found(sandbox, 'conversations', ['contact_ids', '=', hexId(2)])).toEqual([])
  time.nowMs += 5_000
  expect(await found(sandbox, 'conversations', ['contact_ids', '=', hexId(1)])).toEqual([])
  expect(await found(sandbox, 'conversations', ['contact_ids', '=', hexId(2)])).toEqual(['1'])
})

test('when the lag is cut, an older change never comes after a newer one', async () => {
  const { time, sandbox } = await laggingSandbox(60_000)
  await using _ = sandbox
  sandbox.world.putContact(aContact(1, { name: 'Newer' }))
  sandbox.control.setIndexLag(0)
  sandbox.world.putContact(aContact(1, { name: 'Newest' }))
  expect(await found(sandbox, 'contacts', ['name', '=', 'Newest'])).toEqual([hexId(1)])
  time.nowMs += 120_000
  expect(await found(sandbox, 'contacts', ['name', '=', 'Newest'])).toEqual([hexId(1)])
})

test('what is removed is gone from search at once, even while a change of it still waits', async () => {
  const { time, sandbox } = await laggingSandbox(60_000)
  await using _ = sandbox
  sandbox.world.putContact(aContact(1, { name: 'New' }))
  sandbox.world.contacts.remove(hexId(1))
  expect(await found(sandbox, 'contacts', ['role', '=', 'user'])).toEqual([hexId(2)])
  time.nowMs += 120_000
  expect(await found(sandbox, 'contacts', ['role', '=', 'user'])).toEqual([hexId(2)])
})
