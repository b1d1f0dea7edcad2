import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { openEventStream } from '../support/event-stream.ts'
import { startDesk } from '../support/webhook-house.ts'
import { clientSecret, deliver, notificationOf } from '../support/webhooks.ts'
import { aCollection, aHelpCenter, anArticle, aWorld } from '../unit/sandbox/small-world.ts'

const query = `subscription($filter: ArticleFilter, $after: EventCursor) { told: articleEvents(filter: $filter, after: $after) {
  __typename ... on StreamItem { cursor }
  ... on ArticleChanged { topic origin article { intercomId } deletedId }
} }`
type Told = { told: Record<string, unknown> & { __typename: string; cursor: string } }

/** Articles in two collections of the first of two help centers, told by the sandbox. */
async function startShelves(options: object = {}) {
  const world = aWorld({
    help_centers: [aHelpCenter('1'), aHelpCenter('2')],
    collections: [aCollection('10'), aCollection('11'), aCollection('20', { help_center_id: '2' })],
    articles: [anArticle('100'), anArticle('101', { parent_ids: ['11'], state: 'draft' }), anArticle('102', { parent_ids: ['20'] })],
  })
  const gateway = await startDesk({ world, ...options })
  gateway.sandbox.webhooks.subscribe({ url: `${gateway.url}/webhooks/intercom`, clientSecret })
  return gateway
}
const open = async (url: string, filter: object | null, rest: Parameters<typeof openEventStream>[2] = {}) => {
  const stream = await openEventStream<Told>(url, query, { ...rest, variables: { filter, ...rest.variables } })
  return { ...stream, topics: async (count: number) => (await stream.take(count)).map(({ told }) => told.topic ?? told.__typename) }
}

test('what happens to articles is told, to whoever was away too', async () => {
  await using gateway = await startShelves()
  const { articles } = gateway.sandbox.actions
  await using stream = await open(gateway.url, null)
  const [first] = await stream.take(1)
  articles.update({ article: '100', title: 'New' })
  articles.delete({ article: '100' })
  const common = { __typename: 'ArticleChanged', cursor: expect.any(String), origin: 'WEBHOOK' }
  const happened = [
    { told: { ...common, topic: 'article.updated', article: { intercomId: '100' }, deletedId: null } },
    { told: { ...common, topic: 'article.deleted', article: null, deletedId: 'gid://intercom/small/Article/100' } },
  ]
  expect(await stream.take(2)).toEqual(happened)
  await using later = await open(gateway.url, null, { variables: { after: first!.told.cursor } })
  expect(await later.take(3)).toMatchObject([...happened, { told: { __typename: 'StreamCaughtUp' } }])
  expect(gateway.calls).toEqual([])
})

test('with a filter those are told of that match it now, without a call, and all that were deleted', async () => {
  await using gateway = await startShelves()
  const { articles } = gateway.sandbox.actions
  await using published = await open(gateway.url, { state: 'PUBLISHED' })
  await using shelf = await open(gateway.url, { collection: '11' })
  await Promise.all([published.take(1), shelf.take(1)])
  articles.unpublish({ article: '100' })
  articles.publish({ article: '101' })
  articles.delete({ article: '102' })
  expect(await published.topics(2)).toEqual(['article.published', 'article.deleted'])
  expect(await shelf.topics(2)).toEqual(['article.published', 'article.deleted'])
  expect(gateway.calls).toEqual([])
})

test('a help center is known by its collections, and what an announcement lacks by the article; one that cannot be read is told of', async () => {
  await using gateway = await startShelves()
  await using stream = await open(gateway.url, { helpCenter: '1' })
  await stream.take(1)
  const announce = (id: string) => deliver(gateway.url, notificationOf('article.updated', { type: 'article', id }))
  await announce('102')
  await announce('101')
  expect(await stream.take(1)).toMatchObject([{ told: { article: { intercomId: '101' } } }])
  expect(gateway.calls.toSorted()).toEqual(['GET /articles/{article_id}', 'GET /articles/{article_id}', 'GET /help_center/collections'])
  gateway.sandbox.control.setErrorRate(1)
  await announce('103')
  expect(await stream.take(1)).toMatchObject([{ told: { article: { intercomId: '103' } } }])
}, 20_000)

test('a caller without CONTENT_READ is told nothing', async () => {
  const key = `some:${createHash('sha256').update('some').digest('hex')}:CONVERSATIONS_READ`
  await using gateway = await startShelves({ env: { GATEWAY_API_KEYS: key } })
  await using refused = await open(gateway.url, null, { headers: { authorization: 'Bearer some' } })
  expect((await refused.next())?.data?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})
