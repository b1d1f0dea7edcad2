import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buildSchema, type ConstDirectiveNode } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopes } from '../../src/config/environment.ts'
import { startTestGateway } from '../support/gateway.ts'
import { startIssuer } from '../support/issuer.ts'
import { everyMutation } from '../support/mutations.ts'

/** The schema as its readers have it: nothing else is known here of who may do what. */
const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'))

const scopesOf = (name: string): string[] =>
  (schema.getMutationType()!.getFields()[name]!.astNode?.directives ?? [])
    .filter((directive: ConstDirectiveNode) => directive.name.value === 'requiresScope')
    .flatMap((directive: ConstDirectiveNode) =>
      (directive.arguments ?? []).flatMap(({ value }) => (value.kind === 'EnumValue' ? value.value : [])),
    )

const mutations = everyMutation(schema)
const secretOf = (name: string) => `secret-${name}`
const keyOf = (name: string, granted: readonly string[]) =>
  `${name}:${createHash('sha256').update(secretOf(name)).digest('hex')}:${granted.join('+')}`
const bearer = (credentials: string) => ({ authorization: `Bearer ${credentials}` })

let issuer: Awaited<ReturnType<typeof startIssuer>>
let gateway: Awaited<ReturnType<typeof startTestGateway>>
beforeAll(async () => {
  issuer = await startIssuer()
  gateway = await startTestGateway({
    contacts: 5,
    conversations: 5,
    env: {
      INTERCOM_VERSION: '2.16',
      GATEWAY_API_KEYS: scopes
        .map((scope) =>
          keyOf(
            `without-${scope}`,
            scopes.filter((other) => other !== scope),
          ),
        )
        .join(),
    },
    configure: (config) => ({ ...config, api: { ...config.api, jwt: [issuer.trust] } }),
  })
})
afterAll(async () => {
  await gateway.dispose()
  await issuer.dispose()
})

type Payload = { it: { errors: { __typename: string; code: string; message: string; path: string[] | null }[] } }

/** Where another teammate's name can be said. */
const namesOfOthers = mutations.flatMap(({ document, slots }) =>
  slots
    .filter(({ name }) => /\((?:input\.)?as(?:\.admin)?\)$|^messageSend\(input\.from\)$|^adminAwaySet\(id\)$/.test(name))
    .map((slot) => ({ ...slot, document })),
)

describe('every mutation', () => {
  test.each(mutations.map((mutation) => [mutation.name, mutation] as const))(
    '%s needs a scope, and without it is refused in its payload before anything is asked',
    async (name, { document, variables }) => {
      expect(scopesOf(name)).not.toEqual([])
      for (const scope of scopesOf(name)) {
        gateway.forgetRequests()
        const { data, errors } = await gateway.query<Payload>(document, variables, bearer(secretOf(`without-${scope}`)))
        expect(errors).toBeUndefined()
        expect(data?.it.errors).toMatchObject([
          { __typename: 'ValidationError', code: 'FORBIDDEN', message: expect.stringContaining(scope) },
        ])
        expect(gateway.calls).toEqual([])
      }
    },
  )

  test('that can be done in the name of a teammate says so in one way', () => {
    expect(namesOfOthers.map(({ name }) => name).toSorted()).toEqual([
      'adminAwaySet(id)',
      'contactNoteCreate(as)',
      'conversationAssign(as)',
      'conversationClose(as)',
      'conversationContactAttach(as)',
      'conversationContactDetach(as)',
      'conversationNoteAdd(input.as)',
      'conversationOpen(as)',
      'conversationReply(input.as.admin)',
      'conversationSnooze(as)',
      'conversationTagAdd(as)',
      'conversationTagRemove(as)',
      'messageSend(input.from)',
      'ticketReply(input.as.admin)',
      'ticketTagAdd(as)',
      'ticketTagRemove(as)',
    ])
  })

  test.each(namesOfOthers)(
    '$name is another teammate’s only with ACT_AS_ADMIN: else refused there, and nothing is sent',
    async ({ name, document, variablesWith }) => {
      const { workspace, admins } = gateway.sandbox.world
      const other = [...admins.keys()].find((id) => id !== workspace.token_admin_id)
      gateway.forgetRequests()
      const { data } = await gateway.query<Payload>(document, variablesWith(other), bearer(secretOf('without-ACT_AS_ADMIN')))
      const path = name.slice(name.indexOf('(') + 1, -1).split('.')
      expect(data?.it.errors).toMatchObject([{ code: 'FORBIDDEN', path, message: expect.stringContaining('ACT_AS_ADMIN') }])
      expect(gateway.calls.filter((call) => !call.startsWith('GET '))).toEqual([])
    },
  )

  test('is not for an end customer, whatever scopes they have', async () => {
    const [contact] = gateway.sandbox.world.contacts.keys()
    const headers = bearer(await issuer.sign({ kind: 'CONTACT', scope: [...scopes], intercom_contact_id: contact! }))
    gateway.forgetRequests()
    for (const { name, document, variables } of mutations) {
      const { data } = await gateway.query<Payload>(document, variables, headers)
      expect([name, data?.it.errors[0]?.code]).toEqual([name, 'FORBIDDEN'])
    }
    expect(gateway.calls).toEqual([])
  })

  test('is not for nobody', async () => {
    gateway.forgetRequests()
    for (const { document, variables } of mutations)
      expect((await gateway.query(document, variables, bearer('a-key'))).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(gateway.calls).toEqual([])
  })
})
