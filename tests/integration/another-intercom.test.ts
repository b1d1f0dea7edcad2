import { GraphQLClient } from 'graphql-request'
import { expect, test } from 'vitest'
import {
  CollectionListDocument,
  ContactDocument,
  ConversationListDocument,
  ConversationThreadDocument,
} from '../support/generated/graphql.ts'
import { startOtherIntercom } from '../support/other-intercom.ts'
import { startGatewayProcess } from '../support/processes.ts'

/** The real program, told of it by nothing but two variables. */
const startBefore = async ({ url, token }: { url: string; token: string }) => {
  const gateway = await startGatewayProcess(url, { INTERCOM_ACCESS_TOKEN: token })
  return { client: new GraphQLClient(`${gateway.url}/graphql`), [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() }
}
const gid = (type: string, id: string) => `gid://intercom/other99/${type}/${id}`

test('INTERCOM_BASE_URL and INTERCOM_ACCESS_TOKEN point the gateway at any Intercom-shaped server, and the four questions are answered from it', async () => {
  await using other = await startOtherIntercom()
  await using gateway = await startBefore(other)
  const { client } = gateway
  const { conversations } = await client.request(ConversationListDocument, {})
  expect(conversations?.nodes).toMatchObject([
    { intercomId: '41', state: 'OPEN', contacts: { nodes: [{ displayName: 'Ada' }] }, adminAssignee: { name: 'Grace' } },
    { intercomId: '42', contacts: { nodes: [{ displayName: 'Unknown lead' }] }, adminAssignee: null },
  ])

  const { conversation } = await client.request(ConversationThreadDocument, { id: '41' })
  expect(conversation).toMatchObject({
    tags: [{ name: 'urgent' }],
    contacts: { nodes: [{ displayName: 'Ada', companies: { nodes: [{ name: 'Analytical Engines' }] } }] },
    parts: {
      nodes: [
        { type: 'COMMENT', body: '<p>It computes.</p>', author: { displayName: 'Ada' } },
        { __typename: 'GenericPart', rawType: 'thing_of_tomorrow' },
      ],
    },
  })

  const { collections } = await client.request(CollectionListDocument, {})
  expect(collections?.nodes).toMatchObject([
    { name: 'Manuals', parent: null, articles: { nodes: [] } },
    { name: 'Looms', parent: { id: gid('Collection', '70') }, articles: { nodes: [{ title: 'Cards', author: { name: 'Grace' } }] } },
  ])

  const { contact } = await client.request(ContactDocument, { by: { id: 'aaaaaaaaaaaaaaaaaaaaaaa2' } })
  expect(contact).toMatchObject({ id: gid('Contact', 'aaaaaaaaaaaaaaaaaaaaaaa2'), displayName: 'Unknown lead', role: 'LEAD', email: null })

  // the search brought both contacts
  expect(other.requests.toSorted()).toEqual([
    'GET /admins',
    'GET /articles',
    'GET /contacts/aaaaaaaaaaaaaaaaaaaaaaa1/companies',
    'GET /conversations',
    'GET /conversations/41',
    'GET /help_center/collections',
    'GET /me',
    'POST /contacts/search',
  ])
})

test('a token that the other server does not take is its refusal, said as such', async () => {
  await using other = await startOtherIntercom()
  await using gateway = await startBefore({ ...other, token: 'wrong' })
  const error = await gateway.client.request(ContactDocument, { by: { id: 'aaaaaaaaaaaaaaaaaaaaaaa1' } }).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ response: { errors: [{ extensions: { code: 'UPSTREAM_ERROR', retryable: false } }] } })
})
