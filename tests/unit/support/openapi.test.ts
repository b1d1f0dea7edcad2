import { describe, expect, test } from 'vitest'
import { createDescription } from '../../support/openapi/description.ts'
import { settle } from '../../support/openapi/deviations.ts'
import { createJudge } from '../../support/openapi/judge.ts'

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const answers = (schema: unknown) => ({ content: { 'application/json': { schema } } })

const description = createDescription({
  openapi: '3.0.1',
  info: { version: '2.14' },
  paths: {
    '/ships/{ship_id}': { get: { responses: { 200: answers(ref('ship')), 404: { $ref: '#/components/responses/Missing' } } } },
    '/ships/search': {
      get: {
        responses: {
          200: answers({
            type: 'object',
            properties: { type: { type: 'string', enum: ['list'] }, data: { type: 'array', items: ref('ship') } },
          }),
        },
      },
    },
  },
  components: {
    responses: { Missing: answers(ref('error')) },
    schemas: {
      error: { type: 'object', required: ['errors'], properties: { errors: { type: 'array', items: { type: 'object' } } } },
      port: { type: 'object', properties: { type: { type: 'string' }, name: { type: 'string' } } },
      sail: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' }, area: { type: 'integer' } } },
      engine: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' }, power: { type: 'integer' } } },
      ship: {
        type: 'object',
        properties: {
          id: { type: 'string', example: '7' },
          state: { type: 'string', nullable: true, enum: ['afloat', 'docked'] },
          port: { ...ref('port'), nullable: true },
          home: ref('port'),
          labels: { type: 'object' },
          cargo: { type: 'object', additionalProperties: { anyOf: [{ type: 'string' }, ref('port')] } },
          drive: {
            oneOf: [ref('sail'), ref('engine')],
            discriminator: { propertyName: 'kind', mapping: { wind: '#/components/schemas/sail', steam: '#/components/schemas/engine' } },
          },
          page: { type: 'string', format: 'uri' },
          seen_at: { type: 'integer', format: 'timestamp' },
        },
      },
    },
  },
})

const judge = createJudge(description)
const ofShip = (body: unknown) => judge({ method: 'GET', path: '/ships/7', status: 200, body }).map(({ at }) => at)

describe('judging an answer', () => {
  test('one that keeps to the description has no findings', () => {
    expect(ofShip({ id: '7', state: 'docked', home: { name: 'Cork' }, page: 'https://ships.example/7', seen_at: 1 })).toEqual([])
  })

  test('null is right where nullable stands, also beside a $ref or an enum, and wrong elsewhere', () => {
    expect(ofShip({ port: null, state: null })).toEqual([])
    expect(ofShip({ home: null, id: null })).toEqual(['id', 'home'])
  })

  test('a failure inside a nullable reference is found once and at its own place', () => {
    expect(ofShip({ port: { name: 7 } })).toEqual(['port.name'])
  })

  test('a field nobody described is found, unless it stands in a free map', () => {
    expect(ofShip({ id: '7', flag: 'IE', port: { depth: 3 }, labels: { any: 1 } })).toEqual(['flag', 'port.depth'])
  })

  test('a choice is judged as a whole, and its branch decides which fields are known', () => {
    expect(ofShip({ cargo: { tea: 'green', to: { name: 'Cork' } } })).toEqual([])
    expect(ofShip({ cargo: { tea: 7 } })).toEqual(['cargo.tea'])
    expect(ofShip({ cargo: { to: { name: 'Cork', depth: 3 } } })).toEqual(['cargo.to.depth'])
  })

  test('a discriminator chooses the branch', () => {
    expect(ofShip({ drive: { kind: 'wind', area: 12 } })).toEqual([])
    expect(ofShip({ drive: { kind: 'wind', power: 12 } })).toEqual(['drive.power'])
    expect(ofShip({ drive: { kind: 'steam', power: 'much' } })).toEqual(['drive.power'])
    expect(ofShip({ drive: { kind: 'oars' } })).toEqual(['drive.kind'])
  })

  test('the same failure in every item of a list is one finding', () => {
    const found = judge({ method: 'GET', path: '/ships/search', status: 200, body: { data: [{ page: '/ships/7' }, { page: '/ships/8' }] } })
    expect(found).toEqual([{ operation: 'GET /ships/search', at: 'data[].page', problem: 'must match format "uri"', was: 'string' }])
  })

  test('an error the operation does not list is found, and still has to look like an error', () => {
    expect(judge({ method: 'GET', path: '/ships/7', status: 404, body: { errors: [] } })).toEqual([])
    const found = judge({ method: 'GET', path: '/ships/7', status: 429, body: 'slow down' })
    expect(found.map(({ at }) => at)).toEqual(['status 429', 'body'])
  })

  test('a body of another known type is found, and judged as what it says it is', () => {
    const found = judge({ method: 'GET', path: '/ships/search', status: 200, body: { type: 'port', name: 7 } })
    expect(found.map(({ at }) => at)).toEqual(['body', 'name'])
  })

  test('a request that no operation describes is a finding', () => {
    expect(judge({ method: 'POST', path: '/ships/7', status: 200, body: {} })).toMatchObject([
      { operation: 'POST /ships/7', at: 'operation' },
    ])
  })
})

describe('settling findings with the listed deviations', () => {
  const findings = [{ operation: 'GET /ships/{ship_id}', at: 'cargo.tea.weight', problem: 'is wrong', was: 'null' }]
  const listed = { operation: 'GET /ships/{ship_id}', at: 'cargo.*.weight', why: 'cargo has weight', source: 'a clerk' }

  test('a listed one is expected, where * is one name', () => {
    expect(settle({ findings, deviations: [listed], version: '2.14' })).toEqual({ unexpected: [], unused: [] })
    expect(settle({ findings, deviations: [{ ...listed, operation: '*', at: 'cargo.*' }], version: '2.14' }).unexpected).toEqual(findings)
  })

  test('one for null does not cover anything else', () => {
    expect(settle({ findings, deviations: [{ ...listed, was: 'null' }], version: '2.14' }).unexpected).toEqual([])
    expect(settle({ findings, deviations: [{ ...listed, was: 'string' }], version: '2.14' }).unexpected).toEqual(findings)
  })

  test('one that nothing needs is unused, in the versions it is for', () => {
    const stale = { ...listed, at: ['cargo.*.weight', 'crew'] }
    expect(settle({ findings, deviations: [stale], version: '2.14' }).unused).toEqual([{ operation: 'GET /ships/{ship_id}', at: 'crew' }])
    expect(settle({ findings, deviations: [listed, { ...stale, versions: ['2.16'] }], version: '2.14' }).unused).toEqual([])
  })
})
