import { expect, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createAsker } from '../support/asker.ts'
import { startGatewayProcess } from '../support/processes.ts'
import { aCollection, anArticle, aWorld, noon } from '../unit/sandbox/small-world.ts'

/** 200 MB of articles: the body is one string here, and many in the gateway. */
const articles = 4_000
const body = `<p>${'x'.repeat(50_000)}</p>`
/** Less than the articles take, more than a gateway, a full cache and the pages on their way. */
const heapMegabytes = 200

type Counts = { collections: { nodes: { articles: { totalCount: number } }[] } }

test('where the articles of a help center stand is known to a process that could not hold them', { timeout: 90_000 }, async () => {
  const world = aWorld({
    collections: [aCollection('10')],
    articles: Array.from({ length: articles }, (_, index) => anArticle(`${index + 1}`, { body, updated_at: noon + index })),
  })
  await using sandbox = await startSandbox({ world })
  await using gateway = await startGatewayProcess(sandbox.url, { NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` })
  await using asker = createAsker(gateway.url, { connections: 1 })
  const { collections } = await asker.data<Counts>('{ collections { nodes { articles { totalCount } } } }')
  expect(collections.nodes).toEqual([{ articles: { totalCount: articles } }])
})
