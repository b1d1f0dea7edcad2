import { readFileSync } from 'node:fs'
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config.ts'
import { askHttp, codesOf } from '../support/ask-http.ts'
import { startTestGateway } from '../support/gateway.ts'

/** What codegen's client preset wrote from schema/operations. */
const manifest = readFileSync(new URL('../support/generated/persisted-documents.json', import.meta.url), 'utf8')
/** With one more, that has no text. */
const manifestWithNothing = JSON.stringify({ ...JSON.parse(manifest), [`sha256:${'0'.repeat(64)}`]: '' })
const documents = Object.entries(JSON.parse(manifest) as Record<string, string>)
const [writtenId = '', contactList = ''] = documents.find(([, text]) => text.includes('query ContactList')) ?? []
const contactListId = writtenId.replace('sha256:', '')

/** The configuration as a start reads it, with the manifest in its folder. */
function trusting(mode: 'allowed' | 'required') {
  const file = JSON.parse(readFileSync(new URL('../../config/development.json', import.meta.url), 'utf8'))
  file.sync.definitions = []
  file.api.trustedDocuments = { mode, manifest: 'our-documents.json' }
  const files: Record<string, string> = { 'development.json': JSON.stringify(file), 'our-documents.json': manifestWithNothing }
  return loadConfig({ env: {}, readFile: (name) => files[name] ?? '' }).api.trustedDocuments
}
const startTrusting = (mode: 'allowed' | 'required') =>
  startTestGateway({
    contacts: 3,
    conversations: 1,
    configure: (config) => ({ ...config, api: { ...config.api, trustedDocuments: trusting(mode) } }),
  })

const responseJson = { accept: 'application/graphql-response+json' }

describe('where trusted documents are required', () => {
  let gateway: Awaited<ReturnType<typeof startTrusting>>
  beforeAll(async () => {
    gateway = await startTrusting('required')
  })
  afterAll(() => gateway.dispose())
  const asked = (json: object) => askHttp(`${gateway.url}/graphql`, { json, headers: responseJson })

  test('the manifest has a document for each of our operations', () => {
    expect(documents.length).toBeGreaterThan(20)
    expect(contactListId).toMatch(/^[\da-f]{64}$/)
  })

  test.each(['', 'sha256:'])('one runs by its id, %j before it or not, with variables', async (before) => {
    const answer = await asked({ documentId: `${before}${contactListId}`, variables: { first: 2 } })
    expect([answer.status, JSON.parse(answer.text).data.contacts.nodes.length]).toEqual([200, 2])
  })

  test("one runs as Apollo's clients name it, and by GET", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: contactListId } }
    expect((await asked({ extensions, variables: { first: 1 } })).status).toBe(200)
    const names: Record<string, string>[] = [{ documentId: contactListId }, { extensions: JSON.stringify(extensions) }]
    for (const named of names) {
      const parameters = new URLSearchParams({ ...named, variables: JSON.stringify({ first: 1 }) })
      const answer = await askHttp(`${gateway.url}/graphql?${parameters}`, { headers: responseJson })
      expect(JSON.parse(answer.text).data.contacts.nodes).toHaveLength(1)
    }
  })

  test.each(documents.map(([id, text]) => ({ id, name: /\w+ (\w+)/.exec(text)?.[1] ?? '' })))(
    '$name is read and checked',
    async ({ id }) => {
      const { errors = [] } = JSON.parse((await asked({ documentId: id, variables: { first: 1, id: '1' } })).text)
      // some want variables that are not given here; none is refused for what it is
      for (const { message } of errors) expect(message).not.toMatch(/document|Cannot query|Syntax/)
    },
  )

  test.each([
    ['a document', { query: '{ viewer { id } }' }],
    ['the text of a trusted one', { query: contactList }],
    ['introspection', { query: getIntrospectionQuery() }],
    ['an id that is not known', { documentId: 'f'.repeat(64) }],
    ['an id of a prototype', { documentId: '__proto__' }],
    ['an id that is no text', { documentId: 7 }],
    ['one of the manifest that has no text', { documentId: '0'.repeat(64) }],
  ])('%s runs not: 400', async (_, json) => {
    gateway.forgetRequests()
    const answer = await asked(json)
    expect([answer.status, codesOf(answer)]).toEqual([400, ['INVALID']])
    expect(gateway.calls).toEqual([])
  })

  test('the limits hold for them as for any other', async () => {
    const deep = { filter: JSON.parse(`${'{"not":'.repeat(100)}{}${'}'.repeat(100)}`) }
    const answer = await asked({ documentId: contactListId, variables: deep })
    expect([answer.status, JSON.parse(answer.text).errors[0].message]).toEqual([400, expect.stringContaining('deep in each other')])
  })
})

test('where they are allowed, documents run too', async () => {
  await using gateway = await startTrusting('allowed')
  for (const json of [{ documentId: contactListId, variables: { first: 1 } }, { query: '{ viewer { id } }' }])
    expect(JSON.parse((await askHttp(`${gateway.url}/graphql`, { json })).text)).not.toHaveProperty('errors')
})

test('where there are none, an id is refused with what to send instead', async () => {
  await using gateway = await startTestGateway({ contacts: 1, conversations: 1 })
  const answer = await askHttp(`${gateway.url}/graphql`, { json: { documentId: contactListId }, headers: responseJson })
  expect([answer.status, JSON.parse(answer.text).errors[0].message]).toEqual([
    400,
    expect.stringContaining('send the document itself as "query"'),
  ])
})
