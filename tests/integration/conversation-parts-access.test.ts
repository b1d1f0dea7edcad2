import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { everything, partsOf, someStatistics, worldWith } from '../support/conversations.ts'
import { startTestGateway } from '../support/gateway.ts'

describe('a note', () => {
  const keyOf = (name: string, scopes: string) => `${name}:${createHash('sha256').update(`secret-${name}`).digest('hex')}:${scopes}`
  const env = { GATEWAY_API_KEYS: `${keyOf('reader', 'CONVERSATIONS_READ')},${keyOf('teammate', 'CONVERSATIONS_READ+NOTES_READ')}` }
  const headers = (name: string) => ({ authorization: `Bearer secret-${name}` })
  const counted = { ...everything, statistics: someStatistics }

  test('is nowhere for a caller who may not read notes', async () => {
    await using gateway = await startTestGateway({ world: worldWith([counted]), env })
    const ask = (query: string) => gateway.query(query, undefined, headers('reader'))
    const { data } = await ask(`{ conversation(id: 42) {
      parts { totalCount nodes { intercomId } edges { node { intercomId } } }
      lastPart { intercomId }
    } }`)
    const nodes = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((id) => ({ intercomId: String(id) }))
    expect(data).toEqual({
      conversation: {
        parts: { totalCount: 13, nodes, edges: nodes.map((node) => ({ node })) },
        lastPart: { intercomId: '14' },
      },
    })
    expect((await ask('{ conversation(id: 42) { parts { totalCount } } }')).data).toEqual({ conversation: { parts: { totalCount: 13 } } })
  })

  test('cannot be asked for by one, nor counted', async () => {
    await using gateway = await startTestGateway({ world: worldWith([counted]), env })
    const refused = async (query: string, place: string, name = 'reader') => {
      const { data, errors } = await gateway.query(query, undefined, headers(name))
      expect(errors).toMatchObject([
        { message: `${place} needs the scope NOTES_READ, which this caller lacks.`, extensions: { code: 'FORBIDDEN' } },
      ])
      return data
    }
    const ofSort = '{ conversation(id: 42) { notes: parts(types: [COMMENT, NOTE]) { totalCount nodes { id } } } }'
    expect(await refused(ofSort, 'Conversation.parts')).toEqual({ conversation: { notes: null } })
    const counting = '{ conversation(id: 42) { statistics { partCount } } }'
    expect(await refused(counting, 'ConversationStatistics.partCount')).toEqual({ conversation: { statistics: { partCount: null } } })
    expect(gateway.calls).toEqual(['GET /conversations/{conversation_id}'])
    gateway.forgetRequests()
    expect(await refused('{ node(id: "gid://intercom/small/NotePart/42:404") { id } }', 'NotePart')).toEqual({ node: null })
    expect(gateway.calls).toEqual([])
  })

  test('is there for one who may, and neither’s cursors or answers are the other’s', async () => {
    await using gateway = await startTestGateway({ world: worldWith([counted]), env })
    const query =
      'query($after: String) { conversation(id: 42) { parts(first: 4, after: $after) { totalCount pageInfo { endCursor } nodes { intercomId } } } }'
    const ask = (name: string, after?: string) =>
      gateway.query<{ conversation: { parts: { pageInfo: { endCursor: string } } } }>(query, { after }, headers(name))
    const mine = await ask('teammate')
    expect(mine.data).toMatchObject({ conversation: { parts: { totalCount: 15, nodes: { 3: { intercomId: '4' } } } } })
    const refused = await ask('reader', mine.data?.conversation.parts.pageInfo.endCursor)
    expect(refused.errors?.[0]?.extensions.code).toBe('INVALID')
    expect((await ask('reader')).data).toMatchObject({ conversation: { parts: { totalCount: 13, nodes: { 3: { intercomId: '5' } } } } })
    const note = await gateway.query(
      '{ node(id: "gid://intercom/small/NotePart/42:4") { ... on NotePart { body } } }',
      undefined,
      headers('teammate'),
    )
    expect(note.data).toEqual({ node: { body: '<p>A secret</p>' } })
  })
})

describe('a part by its id', () => {
  test('is the part of that conversation, of that type', async () => {
    await using gateway = await startTestGateway({ world: worldWith() })
    const { data } = await gateway.query<{ conversation: { parts: { nodes: { id: string }[] } } }>(partsOf('nodes { id }'))
    const ids = data?.conversation.parts.nodes.map(({ id }) => id)
    const again = await gateway.query<{ nodes: { id: string }[] }>('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
    expect(again.data?.nodes.map(({ id }) => id)).toEqual(ids)
    const others = ['CommentPart/42:404', 'CommentPart/42:4', 'CommentPart/404:1'].map((id) => `gid://intercom/small/${id}`)
    const missing = await gateway.query('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: others })
    expect([missing.data, missing.errors]).toEqual([{ nodes: [null, null, null] }, undefined])
  })

  test.each(['42', '42:', ':1', '42:1:2', '42:../admins', '../admins:1', '42:1?x=1', '42:1%2e%2e', 'a:b'])(
    '%j is refused before anything is asked',
    async (id) => {
      await using gateway = await startTestGateway({ world: worldWith() })
      const { errors } = await gateway.query('query($id: ID!) { node(id: $id) { id } }', { id: `gid://intercom/small/CommentPart/${id}` })
      expect(errors?.[0]?.extensions.code).toBe('INVALID')
      expect(gateway.calls).toEqual([])
    },
  )
})
