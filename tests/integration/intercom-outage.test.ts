import { expect, test, vi } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'

const query =
  '{ conversations(first: 5) { nodes { title contacts { nodes { name companies { nodes { name } } } } adminAssignee { name } } } }'

/** Every copy is too old as soon as it is there, and good enough while Intercom fails. */
const alwaysOld = <Config extends { intercom: object; cache: { default: object } }>(config: Config) => ({
  ...config,
  intercom: { ...config.intercom, maxRetries: 0, timeoutMs: 1_000 },
  cache: { ...config.cache, kinds: {}, default: { ...config.cache.default, ttlSeconds: 0, staleOnErrorSeconds: 3_600 } },
})

test.each([
  ['hangs', (control) => control.pause('*')],
  ['answers 503', (control) => control.setErrorRate(1, 503)],
  ['answers 429', (control) => control.setErrorRate(1, 429)],
] satisfies [string, (control: Awaited<ReturnType<typeof startTestGateway>>['sandbox']['control']) => void][])(
  'an Intercom that %s is waited for once: the next requests are answered with what is known, without a call of their own, and say so',
  async (_, fail) => {
    await using gateway = await startTestGateway({ contacts: 20, conversations: 10, configure: alwaysOld })
    const { data: known } = await gateway.query(query)
    fail(gateway.sandbox.control)
    const first = await gateway.query(query)
    expect([first.data, first.errors, first.extensions.degraded?.length]).toEqual([known, undefined, 5])
    for (const _ of ['second', 'third']) {
      const { data, errors, extensions } = await gateway.query(query)
      expect([data, errors, extensions.degraded?.length]).toEqual([known, undefined, 5])
      expect(extensions.intercom.calls).toEqual([])
    }
    gateway.sandbox.control.reset()
    await vi.waitFor(async () => expect((await gateway.query(query)).extensions.degraded).toBeUndefined(), 15_000)
  },
  30_000,
)

test('an id that always fails, asked for again and again, leaves everything else as fresh as it was', async () => {
  await using gateway = await startTestGateway({ contacts: 20, conversations: 10, configure: alwaysOld })
  const { data } = await gateway.query<{ contacts: { nodes: { intercomId: string }[] } }>('{ contacts(first: 1) { nodes { intercomId } } }')
  const id = data?.contacts.nodes[0]?.intercomId ?? ''
  for (const name of ['Ada', 'Ada Lovelace', 'Ada King']) {
    for (let times = 0; times < 3; times++) {
      const { errors } = await gateway.query('{ contact(by: { id: "000000000000000000000500" }) { name } }')
      expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_ERROR' } }])
    }
    const { contacts } = gateway.sandbox.world
    contacts.put({ ...contacts.get(id)!, name })
    const { data, extensions } = await gateway.query(
      `{ contact(by: { id: "${id}" }) { name } conversations(first: 1) { nodes { title } } }`,
    )
    expect([data, extensions.degraded]).toMatchObject([{ contact: { name } }, undefined])
  }
})
