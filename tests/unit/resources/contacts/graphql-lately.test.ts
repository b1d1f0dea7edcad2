import { expect, test } from 'vitest'
import type { Context } from '../../../../src/api/context.ts'
import type { ChangedRecord } from '../../../../src/cache/changed-lately.ts'
import type { LogEntry } from '../../../../src/changes/change.ts'
import { createRequestScope, runInScope } from '../../../../src/monitoring/request-scope.ts'
import { peopleCorrection } from '../../../../src/resources/contacts/graphql-lately.ts'
import type { Contact } from '../../../../src/resources/contacts/model.ts'

const lagsSinceMs = 2_000
const contact = (id: string, ids: readonly string[], hasMore = false) => ({ id, companies: { ids, hasMore } }) as unknown as Contact
const changed = (id: string, ...moves: readonly [topic: string, company: string][]): ChangedRecord => ({
  ...{ kind: 'contact', id, changedAtMs: lagsSinceMs, isErased: false },
  entries: moves.map(
    ([topic, company]) =>
      ({
        change: {
          topic,
          about: [
            { type: 'company', id: company },
            { type: 'contact', id },
          ],
        },
      }) as unknown as LogEntry,
  ),
})
const [came, left] = ['company.contact.attached', 'company.contact.detached'] as const

/** What is corrected of the list of the company `acme`, and what is told of it. */
async function corrected(records: readonly ChangedRecord[], contacts: readonly (Contact | null | Error)[] = []) {
  const byId = new Map(records.map((record, index) => [record.id, contacts[index] ?? null]))
  const context = {
    services: {
      contacts: {
        changedLately: async () => ({
          ...{ records: new Map(records.map((record) => [record.id, record])), lacks: undefined, unnamedAtMs: 0 },
          lagsSinceMs,
        }),
        getMany: null,
      },
    },
    loadMany: async (_: unknown, ids: readonly string[]) => ids.map((id) => byId.get(id) ?? null),
  } as unknown as Context
  const scope = createRequestScope('one')
  return runInScope(scope, async () => {
    const correction = await peopleCorrection('acme', context)
    const before = (await correction?.rowsBefore())?.map(({ id }) => id)
    return { correction, before, told: [...scope.uncorrected.values()].map(({ reason }) => reason) }
  })
}

test('where nobody has changed, nothing is corrected', async () => {
  expect(await corrected([])).toEqual({ correction: undefined, before: undefined, told: [] })
})

test('who came is at the beginning, who left is left out, whoever announced it in which order', async () => {
  const records = [changed('1', [came, 'acme']), changed('2', [came, 'acme'], [left, 'acme']), changed('3', [left, 'acme'], [came, 'acme'])]
  const { correction, before, told } = await corrected(records, [contact('1', ['acme']), contact('2', ['acme']), contact('3', ['other'])])
  expect([before, told]).toEqual([['1', '2'], []])
  expect(correction?.leavesOut(contact('2', ['acme']), '2')).toBe(false)
  expect(correction?.leavesOut(contact('3', ['other']), '3')).toBe(true)
})

test('of who is in more than ten companies the last announcement is believed', async () => {
  const records = [
    changed('1', [left, 'acme'], [came, 'acme']),
    changed('2', [came, 'acme'], [left, 'acme']),
    changed('3', ['contact.user.updated', 'x']),
  ]
  const many = records.map(({ id }) => contact(id, ['a', 'b'], true))
  const { correction, before } = await corrected(records, many)
  expect(before).toEqual(['1'])
  expect(many.map((one) => correction?.leavesOut(one, one.id))).toEqual([false, true, false])
})

test('who came to another company is not read for this one', async () => {
  expect((await corrected([changed('1', [came, 'other'])], [contact('1', ['acme'])])).before).toEqual([])
})

test('who is gone is left out, and whoever has not changed stays', async () => {
  const { correction } = await corrected([{ ...changed('1'), isErased: true }])
  expect(correction?.leavesOut(null, '1')).toBe(true)
  expect(correction?.leavesOut(null, '2')).toBe(false)
  expect(correction?.leavesOut(contact('2', []), '2')).toBe(false)
  expect(correction?.leavesOut(contact('9', ['acme']), '1')).toBe(true)
})

test('what cannot be corrected is told', async () => {
  const crowd = Array.from({ length: 51 }, (_, at) => changed(String(at), [came, 'acme']))
  expect(await corrected(crowd)).toMatchObject({ before: [], told: [expect.stringContaining('51 people')] })
  const lost = await corrected([changed('1', [came, 'acme'])], [new Error('late')])
  expect(lost).toMatchObject({ before: [], told: [expect.stringContaining('cannot be read')] })
})

test('of those who came only they count whom the list may not show yet', async () => {
  const before = Array.from({ length: 50 }, (_, at) => ({ ...changed(`b${at}`, [came, 'acme']), changedAtMs: lagsSinceMs - 1 }))
  const { before: shown, told } = await corrected([changed('1', [came, 'acme']), ...before], [contact('1', ['acme'])])
  expect([shown, told]).toEqual([['1'], []])
})
