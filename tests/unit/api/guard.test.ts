import { readdirSync, readFileSync } from 'node:fs'
import { GraphQLError } from 'graphql'
import { describe, expect, test } from 'vitest'
import { createGuard } from '../../../src/api/guard.ts'
import { loadConfig } from '../../../src/config.ts'
import { schema } from '../../../src/schema.ts'

const production = {
  NODE_ENV: 'production',
  INTERCOM_ACCESS_TOKEN: 'token',
  INTERCOM_CLIENT_SECRET: 'secret',
  GATEWAY_API_KEYS: `web:${'ab'.repeat(32)}:CONTACTS_READ`,
}

function createTestGuard(limits: Partial<ReturnType<typeof loadConfig>['api']['limits']> = {}) {
  const refused: string[] = []
  const { api } = loadConfig({ env: production })
  const metrics = { requestRefused: ({ limit }: { limit: string }) => void refused.push(limit) }
  return { guard: createGuard({ schema, config: { ...api, limits: { ...api.limits, ...limits } }, metrics }), refused }
}

describe('the guard', () => {
  const folder = new URL('../../../schema/operations/', import.meta.url)
  test.each(readdirSync(folder))('lets %s pass in production', (name) => {
    const { guard } = createTestGuard()
    const { errors, document } = guard({ query: readFileSync(new URL(name, folder), 'utf8') })
    expect(errors).toEqual([])
    expect(document.definitions.length).toBeGreaterThan(0)
  })

  test('reads and checks a document once, and prices it each time with the variables that came', () => {
    const { guard } = createTestGuard()
    const query = 'query($n: Int) { contacts(first: $n) { totalCount } }'
    const one = guard({ query, variables: { n: 1 } })
    const many = guard({ query, variables: { n: 100 } })
    expect(many.document).toBe(one.document)
    expect([one.cost, many.cost]).toEqual([2, 101])
  })

  test('prices the operation that was named', () => {
    const { guard } = createTestGuard()
    const query = 'query A { viewer { id } } query B { contacts(first: 150) { totalCount } }'
    expect(guard({ query, operationName: 'A' }).cost).toBe(2)
    expect(guard({ query, operationName: 'B' }).cost).toBe(151)
    expect(guard({ query }).cost).toBeNull()
  })

  test('refuses and counts by the limit, as often as it is asked', () => {
    const { guard, refused } = createTestGuard({ maxCost: 10, maxDepth: 2 })
    for (let round = 0; round < 2; round++) {
      expect(() => guard({ query: '{ contacts(first: 10) { totalCount } }' })).toThrow('may come to 11 fields')
      expect(() => guard({ query: '{ contacts(first: 1) { nodes { id } } }' })).toThrow('3 fields deep')
    }
    expect(refused).toEqual(['maxCost', 'maxDepth', 'maxCost', 'maxDepth'])
  })

  test('hands on what does not fit the schema, unpriced, and throws what does not parse', () => {
    const { guard, refused } = createTestGuard()
    expect(guard({ query: '{ nothing }' })).toMatchObject({ errors: [{ message: expect.stringContaining('nothing') }], cost: null })
    expect(guard({ query: '{ __schema { types { name } } }' }).errors.length).toBeGreaterThan(0)
    expect(() => guard({ query: '{' })).toThrow(GraphQLError)
    expect(refused).toEqual([])
  })
})
