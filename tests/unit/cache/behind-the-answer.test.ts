import { expect, test } from 'vitest'
import { startOnRedis } from '../../support/house.ts'
import { startRedis } from '../../support/redis.ts'

type Wire = { id: string; toJSON(): unknown }

test('who waits for a record has it before it is written out for the other processes', async () => {
  await using server = await startRedis()
  const order: string[] = []
  const wireOf = (id: string): Wire => ({
    id,
    toJSON() {
      order.push(`${id} written out`)
      return { id }
    },
  })
  const house = await startOnRedis(server.url)
  const things = house.cache.entities<Wire, { id: string }>({
    kind: 'thing',
    idOf: ({ id }) => id,
    fromWire: ({ id }) => ({ id }),
    fetch: async (ids) => ids.map((id) => ({ wire: wireOf(id), source: 'read' })),
  })
  await things.getMany(['1', '2'])
  order.push('answered')
  await house.dispose()
  expect(order).toEqual(['answered', '1 written out', '2 written out'])
})
