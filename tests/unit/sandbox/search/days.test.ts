import { expect, test } from 'vitest'
import { dayOf } from '../../../../src/sandbox/search/days.ts'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { found } from '../ask.ts'
import { aContact, aWorld, hexId } from '../small-world.ts'

const seconds = (iso: string) => Date.parse(iso) / 1000
const hours = ({ start, next }: { start: number; next: number }) => (next - start) / 3600

test.each([
  ['2020-01-01T09:00:00Z', 'UTC', '2020-01-01T00:00:00Z', 24],
  ['2025-07-01T03:00:00Z', 'America/Los_Angeles', '2025-06-30T07:00:00Z', 24],
  ['2025-03-09T20:00:00Z', 'America/Los_Angeles', '2025-03-09T08:00:00Z', 23],
  ['2025-11-02T20:00:00Z', 'America/Los_Angeles', '2025-11-02T07:00:00Z', 25],
  ['2025-03-30T12:00:00Z', 'Europe/Dublin', '2025-03-30T00:00:00Z', 23],
  ['2025-10-26T12:00:00Z', 'Europe/Dublin', '2025-10-25T23:00:00Z', 25],
  ['2025-01-01T10:30:00Z', 'Pacific/Kiritimati', '2025-01-01T10:00:00Z', 24],
  ['2025-01-01T10:30:00Z', 'Pacific/Pago_Pago', '2024-12-31T11:00:00Z', 24],
  ['2025-01-01T10:30:00Z', 'Asia/Kathmandu', '2024-12-31T18:15:00Z', 24],
  // clocks went forward at midnight: this day had no 0:00 and begins at 1:00
  ['2018-11-04T12:00:00Z', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', 23],
])('the day of %s in %s starts at %s and has %i hours', (instant, timeZone, start, length) => {
  const day = dayOf(seconds(instant), timeZone)
  expect(new Date(day.start * 1000).toISOString()).toBe(start.replace('Z', '.000Z'))
  expect(hours(day)).toBe(length)
})

test('contacts are found by the calendar day of the workspace, not by the second', async () => {
  const createdAt = ['2025-03-09T07:59:59Z', '2025-03-09T08:00:00Z', '2025-03-10T06:59:59Z', '2025-03-10T07:00:00Z']
  const contacts = createdAt.map((iso, at) => aContact(at + 1, { created_at: seconds(iso) }))
  await using sandbox = await startSandbox({ world: aWorld({ contacts, workspace: { timezone: 'America/Los_Angeles' } }) })
  const anyTimeThatDay = [seconds('2025-03-09T08:00:00Z'), seconds('2025-03-09T19:30:00Z'), String(seconds('2025-03-10T06:59:59Z'))]
  for (const value of anyTimeThatDay) {
    expect(await found(sandbox, 'contacts', ['created_at', '=', value])).toEqual([2, 3].map(hexId))
    expect(await found(sandbox, 'contacts', ['created_at', '<', value])).toEqual([hexId(1)])
    expect(await found(sandbox, 'contacts', ['created_at', '>', value])).toEqual([hexId(4)])
  }
})

test('the same question is answered otherwise in another time zone', async () => {
  const contacts = [aContact(1, { created_at: seconds('2025-03-09T03:00:00Z') })]
  const value = seconds('2025-03-09T12:00:00Z')
  const inZone = async (timezone: string) => {
    await using sandbox = await startSandbox({ world: aWorld({ contacts, workspace: { timezone } }) })
    return await found(sandbox, 'contacts', ['created_at', '=', value])
  }
  expect(await inZone('UTC')).toEqual([hexId(1)])
  expect(await inZone('America/New_York')).toEqual([])
})

test('a contact without the date is in no day; a custom attribute named …_at is a date too', async () => {
  const renewed = seconds('2025-03-09T03:00:00Z')
  const contacts = [aContact(1, { custom_attributes: { renewed_at: renewed } }), aContact(2, { custom_attributes: { renewed_at: null } })]
  await using sandbox = await startSandbox({ world: aWorld({ contacts }) })
  expect(await found(sandbox, 'contacts', ['last_seen_at', '<', 4_000_000_000])).toEqual([])
  expect(await found(sandbox, 'contacts', ['custom_attributes.renewed_at', '=', renewed + 3600])).toEqual([hexId(1)])
  await expect(found(sandbox, 'contacts', ['custom_attributes.renewed_at', '>=', renewed])).rejects.toThrow(
    'not supported for the date field',
  )
})

test('an attribute is what its definition says, whatever its name and values look like', async () => {
  const joined = seconds('2025-03-09T03:00:00Z')
  const contacts = [aContact(1, { custom_attributes: { joined_on: joined, looked_at: joined } })]
  const defined = (name: string, data_type: 'date' | 'integer') => ({
    ...{ id: name, model: 'contact' as const, name, full_name: `custom_attributes.${name}`, label: name, description: '', data_type },
    ...{ options: null, api_writable: true, custom: true, archived: false, made: null },
  })
  const data_attributes = [defined('joined_on', 'date'), defined('looked_at', 'integer')]
  await using sandbox = await startSandbox({ world: aWorld({ contacts, data_attributes }) })
  expect(await found(sandbox, 'contacts', ['custom_attributes.joined_on', '=', joined + 3600])).toEqual([hexId(1)])
  expect(await found(sandbox, 'contacts', ['custom_attributes.looked_at', '>=', joined])).toEqual([hexId(1)])
  expect(await found(sandbox, 'contacts', ['custom_attributes.looked_at', '=', joined + 3600])).toEqual([])
})
