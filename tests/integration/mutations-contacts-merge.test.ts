import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { startTestGateway } from '../support/gateway.ts'
import { aContact, aWorld, hexId } from '../unit/sandbox/small-world.ts'

const world = () =>
  aWorld({
    contacts: [
      aContact(1, { email: 'ada@acme.io', external_id: 'u1', name: 'Ada' }),
      aContact(2, { email: 'ada@acme.io', role: 'lead', external_id: null, name: 'A lead' }),
      aContact(3, { email: 'leo@acme.io', role: 'lead', external_id: null }),
    ],
  })
type Gateway = Awaited<ReturnType<typeof startTestGateway>>
type Merged = {
  contact: object | null
  mergedContactId: string | null
  errors: { __typename: string; code: string; path: string[] | null; reasons?: { code: string }[] }[]
}

async function merge(gateway: Gateway, from: string, into: string) {
  gateway.forgetRequests()
  const answer = await gateway.query<{ it: Merged }>(
    `mutation { it: contactMerge(from: "${from}", into: "${into}") {
      contact { intercomId name } mergedContactId errors { __typename code path ... on MergeNotAllowedError { reasons { code } } }
    } }`,
  )
  expect(answer.errors).toBeUndefined()
  return answer.data!.it
}
const nameOf = async (gateway: Gateway, id: string) =>
  (await gateway.query<{ contact: { name: string } | null }>(`{ contact(by: { id: "${id}" }) { name } }`)).data?.contact?.name

describe('a lead that becomes one with a user', () => {
  test('is one call, and leads to the user from then on, also after a restart', async () => {
    await using parts = new AsyncDisposableStack()
    const sandbox = parts.adopt(await startSandbox({ world: world() }), (opened) => opened.dispose())
    const env = { DATA_DIR: await mkdtemp(join(tmpdir(), 'gateway-merge-')) }
    {
      await using gateway = await startTestGateway({ sandbox, env })
      expect(await nameOf(gateway, hexId(2))).toBe('A lead')
      expect(await merge(gateway, hexId(2), hexId(1))).toEqual({
        contact: { intercomId: hexId(1), name: 'Ada' },
        mergedContactId: expect.stringMatching(`/Contact/${hexId(2)}$`),
        errors: [],
      })
      expect(gateway.calls).toEqual(['POST /contacts/merge'])
      expect(await nameOf(gateway, hexId(2))).toBe('Ada')
    }
    await using again = await startTestGateway({ sandbox, env })
    expect(await nameOf(again, hexId(2))).toBe('Ada')
  })

  test('is refused with each reason there is, which a preview tells without writing', async () => {
    await using gateway = await startTestGateway({ world: world(), env: { INTERCOM_VERSION: '2.16' } })
    const refused = async (from: string, into: string) => (await merge(gateway, from, into)).errors
    const preview = async (from: string, into: string) => {
      gateway.forgetRequests()
      const { data } = await gateway.query<{ contactMergePreview: { allowed: boolean; reasons: { code: string }[] } | null }>(
        `{ contactMergePreview(from: "${from}", into: "${into}") { allowed reasons { code } } }`,
      )
      expect(gateway.calls.filter((call) => call.includes('merge'))).toEqual([])
      return data!.contactMergePreview
    }
    const notAllowed = (...codes: string[]) =>
      expect.objectContaining({ __typename: 'MergeNotAllowedError', reasons: codes.map((code) => ({ code })) })

    expect(await preview(hexId(2), hexId(1))).toEqual({ allowed: true, reasons: [] })
    expect(await refused(hexId(1), hexId(2))).toEqual([notAllowed('FROM_IS_NOT_A_LEAD', 'INTO_IS_NOT_A_USER')])
    expect(await refused(hexId(3), hexId(1))).toEqual([notAllowed('NOT_DUPLICATES')])
    expect(await preview(hexId(3), hexId(1))).toEqual({ allowed: false, reasons: [{ code: 'NOT_DUPLICATES' }] })
    expect(await refused(hexId(1), hexId(1))).toEqual([notAllowed('SAME_CONTACT')])
    expect(await refused(hexId(9), hexId(1))).toEqual([expect.objectContaining({ code: 'NOT_FOUND', path: ['from'] })])
    expect(await preview(hexId(9), hexId(1))).toBeNull()
    expect(gateway.sandbox.world.merged_contacts.size).toBe(0)
  })
})
