import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestGateway } from '../support/gateway.ts'
import { type Compared, compare, compareField, recordIn } from '../support/rest/compare.ts'
import { comparedFields, fieldOf, objectType } from '../support/rest/question.ts'
import { type Ask, readRecords, readWhole } from '../support/rest/read-graph.ts'
import { createRecords, type Records, recordOf } from '../support/rest/records.ts'
import { createRest, type Wire } from '../support/rest/rest.ts'
import { emptyInSandbox, notCompared, ruledFields } from '../support/rest/rules.ts'
import { lookups } from '../support/rest/rules-queries.ts'
import { fieldsIn, isRecord, objectTypes } from '../support/rest/shape.ts'
import { aWorldToCompare } from '../support/rest/world.ts'

const recordTypes = objectTypes.filter((type) => isRecord(type) && comparedFields(type, '2.16').length > 0).map(({ name }) => name)

describe.each(['2.14', '2.16'])('at version %s of the API, reading through the graph gives what REST holds', (version) => {
  let gateway: Awaited<ReturnType<typeof startTestGateway>>
  let records: Records
  let ask: Ask
  const compared: Compared[] = []
  const take = (facts: readonly Compared[]) => {
    compared.push(...facts)
    const wrong = facts.filter(({ rest, graph }) => rest !== undefined && !Object.is(JSON.stringify(rest), JSON.stringify(graph)))
    expect(wrong.slice(0, 12)).toEqual([])
  }

  beforeAll(async () => {
    gateway = await startTestGateway({
      world: aWorldToCompare(),
      env: { INTERCOM_VERSION: version },
    })
    records = createRecords(createRest({ url: gateway.sandbox.url, version }))
    ask = async (query, variables) => {
      const { data, errors } = await gateway.query<Wire>(query, variables)
      if (errors || !data) throw new Error(`${JSON.stringify(errors?.slice(0, 3))} to ${query.slice(0, 300)}`)
      return data
    }
  })
  afterAll(() => gateway.dispose())

  test.each(recordTypes)('every %s, with all that is embedded in it and all that its edges lead to', async (typename) => {
    const wires = await records.all(typename)
    expect(wires).not.toEqual([])
    const workspaceId = (await records.all('Workspace'))[0]?.id_code
    const ids = wires.map((wire) => `gid://intercom/${workspaceId}/${recordOf(typename, wire)}`)
    for (let from = 0; from < ids.length; from += 10) {
      const chunk = ids.slice(from, from + 10)
      const values = await readRecords(ask, typename, chunk, version)
      for (const [row, value] of values.entries()) {
        const of = chunk[row]!
        if (value === null) throw new Error(`${of} is null.`)
        take(await readWhole(ask, { typename, version, value, of }))
        take(await compare(objectType(typename), { wire: wires[from + row]!, value, of, records }))
      }
    }
  })

  test('every list, and what there is one of', async () => {
    const query = objectType('Query')
    for (const field of comparedFields(query, version).filter(({ name }) => !lookups[name])) {
      const of = `Query.${field.name}`
      const value = await ask(`{ ${fieldOf(query, field, version)} }`)
      take(await readWhole(ask, { typename: 'Query', version, value, of }))
      take(await compareField(query, field, { wire: {}, value, of, records }))
    }
  })

  test.each(Object.entries(lookups))('the one %s by whatever it is looked for', async (field, { type, by }) => {
    for (const wire of await records.all(type)) {
      const given = Object.entries(by).flatMap(([key, argumentOf]) =>
        argumentOf(wire) ? `${key}: ${field}(${argumentOf(wire)}) { id }` : [],
      )
      const found = Object.entries(await ask(`{ ${given.join(' ')} }`))
      const rest = recordOf(type, wire)
      take(
        found.map(([key, one]) => ({ field: `Query.${field}`, of: `${rest} by ${key}`, rest, graph: one && recordIn((one as Wire).id) })),
      )
    }
  })

  test('no field is left out, and none is compared with nothing', () => {
    const known = compared.filter(({ rest }) => rest !== undefined)
    const seen = new Set(known.map(({ field }) => field))
    const filled = new Set(known.filter(({ rest }) => !isEmpty(rest)).map(({ field }) => field))
    const fields = fieldsIn(version)
    // a new field needs a rule in tests/support/rest/, or a reason there not to be compared
    expect(fields.filter((field) => !seen.has(field) && !notCompared[field])).toEqual([])
    expect(fields.filter((field) => seen.has(field) && !filled.has(field) && !emptyInSandbox[field])).toEqual([])
    expect(Object.keys(notCompared).filter((field) => seen.has(field))).toEqual([])
  })
})

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

test('every rule, and every reason, is about a field that there is', () => {
  const fields = new Set(objectTypes.flatMap((type) => Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)))
  expect([...ruledFields, ...Object.keys(notCompared), ...Object.keys(emptyInSandbox)].filter((field) => !fields.has(field))).toEqual([])
  expect(Object.keys(lookups).filter((name) => !fields.has(`Query.${name}`))).toEqual([])
})
