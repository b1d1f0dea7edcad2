import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { codeOf, found, search } from '../ask.ts'
import { aContact, aWorld, hexId } from '../small-world.ts'

const people = () =>
  aWorld({
    contacts: [
      aContact(1, {
        name: 'Ada Lovelace',
        email: 'Ada@Maths.org',
        owner_id: '7',
        tag_ids: ['3001', '3002'],
        segment_ids: [hexId(90)],
        has_hard_bounced: true,
        location: { country: 'Ireland', region: 'Leinster', city: 'Dublin' },
        custom_attributes: { plan: 'pro', seats: 12, active: true },
      }),
      aContact(2, {
        name: 'Alan Turing',
        email: 'alan@logic.org',
        owner_id: '9',
        tag_ids: ['3001'],
        custom_attributes: { plan: 'free', seats: 3 },
      }),
      aContact(3, { name: 'Grace Hopper', email: 'grace@logic.org', role: 'lead', external_id: null, phone: '+1 (202) 555-0100' }),
      aContact(4, { name: null, email: null, role: 'lead', external_id: 'EXT-1', ios_device: 'iPhone 15' }),
    ],
  })

/** field, operator, value, and the numbers of the contacts that must be found. */
const cases: [field: string, operator: string, value: unknown, expected: number[]][] = [
  ['id', '=', hexId(1), [1]],
  ['id', '!=', hexId(1), [2, 3, 4]],
  ['id', 'IN', [hexId(1), hexId(3), hexId(99)], [1, 3]],
  ['id', 'NIN', [hexId(1), hexId(3)], [2, 4]],
  ['id', 'IN', [], []],
  ['email', '=', 'ada@maths.org', [1]],
  ['email', 'IN', ['ALAN@logic.org', 'grace@logic.org'], [2, 3]],
  ['email_domain', '=', 'logic.org', [2, 3]],
  ['name', '~', 'LAN', [2]],
  ['name', '~', 'a', [1, 2, 3]],
  ['name', '!~', 'a', [4]],
  ['name', '^', 'al', [2]],
  ['name', '$', 'e', [1]],
  ['name', '=', null, [4]],
  ['name', '!=', null, [1, 2, 3]],
  ['name', '!=', 'Alan Turing', [1, 3, 4]],
  ['external_id', '=', 'ext-1', [1]],
  ['external_id', '=', 'EXT-1', [4]],
  ['external_id', '=', null, [3]],
  ['role', '=', 'lead', [3, 4]],
  ['owner_id', '=', 7, [1]],
  ['owner_id', '=', '7', [1]],
  ['owner_id', '>', 7, [2]],
  ['owner_id', '>=', 7, [1, 2]],
  ['owner_id', '<', 9, [1]],
  ['owner_id', '<=', 9, [1, 2]],
  ['owner_id', 'IN', [7, 9], [1, 2]],
  ['owner_id', 'NIN', [7], [2, 3, 4]],
  ['owner_id', '=', null, [3, 4]],
  ['has_hard_bounced', '=', true, [1]],
  ['has_hard_bounced', '!=', true, [2, 3, 4]],
  ['tag_id', '=', '3001', [1, 2]],
  ['tag_id', '!=', '3002', [2, 3, 4]],
  ['segment_id', '=', hexId(90), [1]],
  ['segment_id', 'IN', [hexId(90), hexId(91)], [1]],
  ['segment_id', 'NIN', [hexId(90)], [2, 3, 4]],
  ['location.city', '=', 'dublin', [1]],
  ['ios_app_device', '^', 'iphone', [4]],
  ['custom_attributes.plan', '=', 'pro', [1]],
  ['custom_attributes.plan', '!=', 'pro', [2, 3, 4]],
  ['custom_attributes.seats', '>', 3, [1]],
  ['custom_attributes.seats', '<=', 12, [1, 2]],
  ['custom_attributes.active', '=', true, [1]],
  ['custom_attributes.unheard_of', '=', 'x', []],
]

test('every operator finds what the published table says, for every type of field', async () => {
  await using sandbox = await startSandbox({ world: people() })
  for (const [field, operator, value, expected] of cases) {
    const ids = await found(sandbox, 'contacts', [field, operator, value])
    expect(ids, `${field} ${operator} ${JSON.stringify(value)}`).toEqual(expected.map(hexId))
  }
})

test('groups narrow and widen, one inside another', async () => {
  await using sandbox = await startSandbox({ world: people() })
  const filter = (field: string, operator: string, value: unknown) => ({ field, operator, value })
  const all = (...value: unknown[]) => ({ operator: 'AND', value })
  const any = (...value: unknown[]) => ({ operator: 'OR', value })
  const isLead = filter('role', '=', 'lead')
  const isOneOrThree = filter('id', 'IN', [hexId(1), hexId(3)])

  expect(await found(sandbox, 'contacts', all(isLead, isOneOrThree))).toEqual([hexId(3)])
  expect(await found(sandbox, 'contacts', any(isLead, isOneOrThree))).toEqual([1, 3, 4].map(hexId))
  expect(await found(sandbox, 'contacts', any(filter('id', '=', hexId(1)), filter('email', '=', 'alan@logic.org')))).toEqual(
    [1, 2].map(hexId),
  )
  expect(await found(sandbox, 'contacts', all(any(isLead, isOneOrThree), filter('name', '!=', null)))).toEqual([1, 3].map(hexId))
})

test.each([
  ['operators that a type does not take', ['name', '>', 'a']],
  ['operators that a type does not take', ['has_hard_bounced', '~', 'true']],
  ['operators that dates do not take', ['created_at', '>=', 1]],
  ['operators that dates do not take', ['created_at', '!=', 1]],
  ['operators that dates do not take', ['updated_at', 'IN', [1]]],
  ['operators that dates do not take', ['last_seen_at', 'NIN', [1]]],
  ['operators that tags do not take', ['tag_id', 'IN', ['3001']]],
  ['operators that tags do not take', ['tag_id', '~', '3']],
  ['operators nobody knows', ['name', 'LIKE', 'a']],
  ['operators nobody knows', ['name', 'constructor', 'a']],
  ['fields nobody knows', ['shoe_size', '=', 1]],
  ['fields nobody knows', ['company_id', '=', 'x']],
  ['fields nobody knows', ['constructor', '=', 'x']],
  ['fields of 2.16', ['formatted_phone', '=', '+12025550100']],
  ['values of another type', ['created_at', '=', 'yesterday']],
  ['values of another type', ['owner_id', '=', 'ada']],
  ['values of another type', ['has_hard_bounced', '=', 'perhaps']],
  ['values of another type', ['name', '=', true]],
  ['an IN without an array', ['id', 'IN', hexId(1)]],
  ['no query', undefined],
  ['an empty group', { operator: 'AND', value: [] }],
  ['a group of something else', { operator: 'XOR', value: [{ field: 'role', operator: '=', value: 'user' }] }],
])('it refuses %s: %j', async (_, query) => {
  await using sandbox = await startSandbox({ world: people() })
  const answer = await search(sandbox, 'contacts', query)
  expect([answer.status, codeOf(answer)]).toEqual([400, 'parameter_invalid'])
})

test('2.16 knows an owner as text, the formatted phone, and an order', async () => {
  await using sandbox = await startSandbox({ world: people() })
  const version = '2.16'
  expect(await found(sandbox, 'contacts', ['owner_id', '=', '7'], { version })).toEqual([hexId(1)])
  expect((await search(sandbox, 'contacts', ['owner_id', '>', 7], { version })).status).toBe(400)
  expect(await found(sandbox, 'contacts', ['formatted_phone', '=', '+12025550100'], { version })).toEqual([hexId(3)])

  const named = async (sort: unknown) => {
    const { body } = await search(sandbox, 'contacts', ['id', 'NIN', []], { version, sort })
    return body.data.map(({ name }) => name)
  }
  expect(await named({ field: 'name', order: 'ascending' })).toEqual(['Ada Lovelace', 'Alan Turing', 'Grace Hopper', null])
  expect(await named({ field: 'name' })).toEqual(['Grace Hopper', 'Alan Turing', 'Ada Lovelace', null])
  const refused = await search(sandbox, 'contacts', ['role', '=', 'user'], { version, sort: { field: 'name', order: 'desc' } })
  expect([refused.status, codeOf(refused)]).toEqual([400, 'invalid_sort_order'])
})

test('a sorted search is read on where it stopped', async () => {
  await using sandbox = await startSandbox({ world: people() })
  const names: unknown[] = []
  let starting_after: unknown
  for (let page = 0; page < 4; page++) {
    const { body } = await search(sandbox, 'contacts', ['id', 'NIN', []], {
      version: '2.16',
      sort: { field: 'name', order: 'ascending' },
      pagination: { per_page: 1, starting_after },
    })
    names.push(body.data[0]?.name)
    starting_after = (body.pages.next as { starting_after: string } | undefined)?.starting_after
  }
  expect(names).toEqual(['Ada Lovelace', 'Alan Turing', 'Grace Hopper', null])
  expect(starting_after).toBeUndefined()
})
