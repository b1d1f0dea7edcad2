import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf } from '../ask.ts'
import { aContact, aWorld, hexId, noon } from '../small-world.ts'

const [user, lead, other, early] = [hexId(1), hexId(2), hexId(3), hexId(9)]
const merges = `/contacts/${user}/merge_history`

/** A user who was a lead before the world began, and into whom another lead and another user go at noon and a minute later. */
async function started() {
  let nowSeconds = noon
  const sandbox = await startSandbox({
    clock: () => new Date(nowSeconds * 1000),
    world: aWorld({
      contacts: [aContact(1, { signed_up_at: noon - 600 }), aContact(2, { role: 'lead' }), aContact(3), aContact(4, { role: 'lead' })],
      merged_contacts: new Map([[early, user]]),
    }),
  })
  sandbox.world.mergeContacts(lead, user)
  nowSeconds += 60
  sandbox.world.mergeContacts(other, user)
  return sandbox
}

test('a user tells who was merged into it, the latest first, with their roles', async () => {
  await using sandbox = await started()
  const { body } = await ask(sandbox, merges, { version: '2.16' })
  expect(body).toEqual({
    type: 'list',
    data: [
      { type: 'merge_history', source_contact_id: other, source_contact_role: 'user', merged_at: noon + 60 },
      { type: 'merge_history', source_contact_id: lead, source_contact_role: 'lead', merged_at: noon },
      { type: 'merge_history', source_contact_id: early, source_contact_role: 'lead', merged_at: noon - 600 },
    ],
    has_more: false,
  })
})

test('next_cursor leads through all of it, the other way round if asked', async () => {
  await using sandbox = await started()
  const seen: unknown[] = []
  let cursor = ''
  for (let more = true; more; ) {
    const { body } = await ask(sandbox, `${merges}?per_page=1&order=asc${cursor}`, { version: '2.16' })
    seen.push(...body.data.map(({ source_contact_id }) => source_contact_id))
    more = body.has_more === true
    cursor = `&cursor=${encodeURIComponent(String(body.next_cursor))}`
  }
  expect(seen).toEqual([early, lead, other])
})

test.each([
  ['a lead', `/contacts/${hexId(4)}/merge_history`, '2.16'],
  ['nobody', `/contacts/${hexId(5)}/merge_history`, '2.16'],
  ['a version before 2.16', merges, '2.15'],
])('there is no history for %s', async (_, path, version) => {
  await using sandbox = await started()
  const answer = await ask(sandbox, path, { version })
  expect([answer.status, codeOf(answer)]).toEqual([404, 'not_found'])
})
