import { expect, test } from 'vitest'
import type { ChangedRecord } from '../../../../src/cache/changed-lately.ts'
import type * as Intercom from '../../../../src/intercom/types.ts'
import type { Contact } from '../../../../src/resources/contacts/model.ts'
import { createFinding } from '../../../../src/resources/contacts/service-find.ts'

const email = 'ada@acme.io'
const changedAt = (id: string, changedAtMs: number): ChangedRecord => ({ kind: 'contact', id, changedAtMs, isErased: false, entries: [] })

/** Who has the address, of whom the search finds the first, who changed before sixty others did. */
async function having(first: Contact | null | Error) {
  const records = new Map(
    [changedAt('first', 1), ...Array.from({ length: 60 }, (_, at) => changedAt(`other${at}`, 2))].map((one) => [one.id, one]),
  )
  const unused = () => Promise.reject(new Error('not asked'))
  const finding = createFinding({
    read: unused,
    readByExternalId: unused,
    search: async () => [{ id: 'first', email } as Intercom.Contact],
    getMany: async (ids) => ids.map((id) => (id === 'first' ? first : ({ id, email: null } as Contact))),
    writes: { latelyNamed: async () => [] } as unknown as Parameters<typeof createFinding>[0]['writes'],
    changedLately: async () => ({ records, lacks: undefined, lagsSinceMs: 0, unnamedAtMs: 0, shows: () => undefined }),
  })
  return (await finding.having('email', email)).map(({ id }) => id)
}

test('whom the search finds is found by the record as it is, however many others changed since', async () => {
  expect(await having({ id: 'first', email } as Contact)).toEqual(['first'])
  expect(await having({ id: 'first', email: 'ada@elsewhere.io' } as Contact)).toEqual([])
  expect(await having(null)).toEqual([])
})

test('and one that cannot be read is not taken for nobody', async () => {
  await expect(having(new Error('late'))).rejects.toThrow('late')
})
