import { readdirSync, readFileSync } from 'node:fs'
import { type DefinitionNode, type FragmentDefinitionNode, GraphQLError, isInputType, Kind, parse, print, typeFromAST } from 'graphql'
import { describe, expect, test } from 'vitest'
import { readFilter } from '../../../../src/api/filters/read.ts'
import { createDocumentCache } from '../../../../src/api/guard/documents.ts'
import { type Asked, createGuard } from '../../../../src/api/guard/guard.ts'
import { loadConfig } from '../../../../src/config.ts'
import { TooManyRequestsError } from '../../../../src/errors.ts'
import { contactFilterFields } from '../../../../src/resources/contacts/graphql-filter.ts'
import { schema } from '../../../../src/schema.ts'
import { aScope } from '../../../support/filters/scope.ts'
import { validValue } from '../../../support/valid-input.ts'

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
  const taken: string[] = []
  const rate = {
    take: async (caller: string) => {
      if (caller === 'hasty') throw new TooManyRequestsError(1, 1_000)
      taken.push(caller)
    },
  }
  const known = createDocumentCache()
  const guard = createGuard({ schema, config: { ...api, limits: { ...api.limits, ...limits } }, metrics, rate, known })
  return { guard: async (asked: Asked, id = 'crm') => (await guard(asked, { id }))!, refused, taken, known }
}

describe('the guard', () => {
  const folder = new URL('../../../../schema/operations/', import.meta.url)
  const sources = readdirSync(folder).map((name) => ({ name, source: readFileSync(new URL(name, folder), 'utf8') }))
  const isFragment = ({ kind }: DefinitionNode) => kind === Kind.FRAGMENT_DEFINITION
  const fragments = sources.flatMap(({ source }) => parse(source).definitions.filter(isFragment)) as FragmentDefinitionNode[]

  test.each(sources.map(({ name, source }) => [name, source]))('lets %s pass in production', async (_, source) => {
    const { guard } = createTestGuard()
    // documents share fragments, and each is sent with those that it names
    const missing = fragments.filter(({ name: { value } }) => source.includes(`...${value}`) && !source.includes(`fragment ${value} `))
    const query = [source, ...missing.map((fragment) => print(fragment))].join('\n')
    const operations = parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    expect(operations.length).toBeGreaterThan(0)
    for (const operation of operations) {
      const needed = (operation.variableDefinitions ?? []).filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)
      const given = needed.map(({ variable, type }) => {
        const declared = typeFromAST(schema, type)
        return [variable.name.value, isInputType(declared) ? validValue(declared, variable.name.value) : undefined]
      })
      const { errors, cost } = await guard({ query, operationName: operation.name?.value, variables: Object.fromEntries(given) })
      expect([errors, cost]).toEqual([[], { fields: expect.any(Number), calls: expect.any(Number) }])
    }
  })

  test('reads and checks a document once, and prices it each time with the variables that came', async () => {
    const { guard } = createTestGuard()
    const query = 'query($n: Int) { contacts(first: $n) { totalCount } }'
    const one = await guard({ query, variables: { n: 1 } })
    const many = await guard({ query, variables: { n: 100 } })
    expect(many.document).toBe(one.document)
    expect([one.cost?.fields, many.cost?.fields]).toEqual([2, 101])
  })

  test('prices the operation that was named', async () => {
    const { guard } = createTestGuard()
    const query = 'query A { viewer { id } } query B { contacts(first: 150) { totalCount } }'
    expect((await guard({ query, operationName: 'A' })).cost?.fields).toBe(2)
    expect((await guard({ query, operationName: 'B' })).cost).toEqual({ fields: 151, calls: 1 })
    expect((await guard({ query })).cost).toBeNull()
  })

  test('refuses and counts by the limit, as often as it is asked', async () => {
    const { guard, refused } = createTestGuard({ maxCost: 10, maxDepth: 2 })
    for (let round = 0; round < 2; round++) {
      await expect(guard({ query: '{ contacts(first: 10) { totalCount } }' })).rejects.toThrow('may come to 11 fields')
      await expect(guard({ query: '{ contacts(first: 1) { nodes { id } } }' })).rejects.toThrow('3 fields deep')
    }
    expect(refused).toEqual(['maxCost', 'maxDepth', 'maxCost', 'maxDepth'])
  })

  test('says in words what is too entangled to be compared', async () => {
    const { guard } = createTestGuard()
    const nine = (text: string) => Array.from({ length: 9 }, () => text).join(' ')
    const { errors } = await guard({ query: `{ contacts(first: 1) { ${nine(`nodes { ${nine(`owner { ${nine('id')} }`)} }`)} } }` })
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/over and over.* Ask for each field once in a selection\.$/),
    ])
  })

  test.each(['and', 'or', 'not'])('reads filters as deep as they may be, of %s in each other, from variables', async (group) => {
    const { guard } = createTestGuard()
    let filter: object = { attribute: { name: 'plan', string: { in: ['pro'] } } }
    for (let level = 0; level < 20; level++) filter = { [group]: group === 'not' ? filter : [filter] }
    const query = 'query($filter: ContactFilter) { contacts(filter: $filter) { totalCount } }'
    expect((await guard({ query, variables: { filter } })).errors).toEqual([])
    expect(() => readFilter(filter, contactFilterFields, aScope())).not.toThrow()
    expect(() => readFilter({ [group]: group === 'not' ? filter : [filter] }, contactFilterFields, aScope())).toThrow('20 levels deep')
  })

  test('hands on what does not fit the schema, unpriced, and throws what does not parse', async () => {
    const { guard, refused } = createTestGuard()
    expect(await guard({ query: '{ nothing }' })).toMatchObject({ errors: [{ message: expect.stringContaining('nothing') }], cost: null })
    expect((await guard({ query: '{ __schema { types { name } } }' })).errors.length).toBeGreaterThan(0)
    await expect(guard({ query: '{' })).rejects.toThrow(GraphQLError)
    expect(refused).toEqual([])
  })

  test('counts each request for its caller, before it looks at what is asked', async () => {
    const { guard, refused, taken } = createTestGuard()
    await guard({ query: '{ viewer { id } }' }, 'desk')
    await expect(guard({ query: '{' }, 'desk')).rejects.toThrow('Syntax Error')
    await expect(guard({ query: '{' }, 'hasty')).rejects.toThrow('more than the 1 requests that it may in a minute')
    expect([taken, refused]).toEqual([['desk', 'desk'], ['requestsPerMinute']])
  })

  test('keeps nothing of a thousand documents that it refuses', async () => {
    const { guard, known } = createTestGuard()
    const unknown = [...'abcdefghijklmnopqrstuvwxyz'].map((name) => `${name} { a b c }`).join(' ')
    for (let nth = 0; nth < 500; nth++) {
      const { errors } = await guard({ query: `{ ${unknown} } # ${nth}` })
      expect(errors.length).toBeGreaterThan(0)
      await expect(guard({ query: `{ ${'a { '.repeat(20)}a${nth}${' }'.repeat(21)}` })).rejects.toThrow('21 fields deep')
      await expect(guard({ query: `{ a${nth}` })).rejects.toThrow('Syntax Error')
    }
    expect([known.size, known.calculatedSize]).toEqual([0, 0])
  })

  test('keeps of a thousand documents that it lets pass as many as there is room for, by what they weigh and not by their length', async () => {
    const { guard, known } = createTestGuard()
    const emails = Array.from({ length: 16 }, (_, index) => `{email:{eq:"${index}"}}`).join(' ')
    const query = (nth: number) => `{contacts(first:1,filter:{or:[${emails}]}){totalCount}} # ${nth}`
    for (let nth = 0; nth < 1_000; nth++) expect((await guard({ query: query(nth) })).errors).toEqual([])
    // some 150 tokens each
    expect(known.size).toBeGreaterThan(200)
    expect(known.size).toBeLessThan(600)
    expect(known.calculatedSize).toBeLessThanOrEqual(32 * 2 ** 20)
    expect([known.has(query(999)), known.has(query(0))]).toEqual([true, false])
  })

  test('weighs comments too', async () => {
    const { guard, known } = createTestGuard()
    await guard({ query: `{ viewer { id } } ${'#\n'.repeat(1_000)}` })
    expect(known.calculatedSize).toBeGreaterThan(500_000)
  })

  test('refuses an empty document as what it is', async () => {
    const { guard } = createTestGuard()
    await expect(guard({ query: '' })).rejects.toThrow('Syntax Error')
  })

  test('has nothing to say where no document is named', async () => {
    const { guard } = createTestGuard()
    expect(await guard({ variables: {} })).toBeNull()
  })
})
