import { type GraphQLObjectType, isInterfaceType, isObjectType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { fieldsOf } from '../../../../src/cli/doctor/fields.ts'
import { permissions } from '../../../../src/cli/doctor/permissions.ts'
import { routes } from '../../../../src/sandbox/resources/routes.ts'
import { schema } from '../../../../src/schema.ts'

const objects = Object.values(schema.getTypeMap()).filter(isObjectType)
const probes = permissions.flatMap(({ probes }) => probes)
const covered = new Set(probes.flatMap(({ types }) => types))

/** The types whose records are read from Intercom: what has an id of its own, and what a connection lists. */
const read = objects.filter(
  (type) =>
    !/(Connection|Edge)$/.test(type.name) &&
    (type.getInterfaces().some(({ name }) => name === 'Node') || objects.some((one) => one.name === `${type.name}Connection`)),
)

describe('the permissions', () => {
  test('cover every type of the graph that is read from Intercom; who has a new one adds its probe', () => {
    expect(read.length).toBeGreaterThan(15)
    // who the token belongs to needs none, and what came by webhook, or is done behind answers, is the gateway's own
    const known = new Set(['Workspace', 'WebhookDelivery', 'Job', 'SyncPlan', 'SyncRun', 'SyncItem', ...covered])
    const isCovered = (type: GraphQLObjectType) => [type, ...type.getInterfaces()].some(({ name }) => known.has(name))
    expect(read.filter((type) => !isCovered(type)).map(({ name }) => name)).toEqual([])
  })

  test('name only types that are in the graph, each with fields that answer it', () => {
    for (const name of covered) {
      const type = schema.getType(name)
      expect(isObjectType(type) || isInterfaceType(type), name).toBe(true)
      expect(fieldsOf(schema, [name]), name).not.toEqual([])
    }
  })

  test('are asked for at routes that the sandbox has', () => {
    const known = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{id}')}`)
    for (const { method, path } of probes) expect(known).toContain(`${method} ${path.replace(/\?.*/, '')}`)
  })

  test('have each their name once, and a search for every id that a probe needs', () => {
    const names = permissions.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const found = probes.flatMap(({ finds }) => finds ?? [])
    for (const { needs } of probes) if (needs) expect(found).toContain(needs)
    expect(new Set(found).size).toBe(found.length)
  })

  test('take fewer than twenty calls, with the two that ask who the token belongs to at most twenty', () => {
    expect(probes.length + 2).toBeLessThanOrEqual(20)
  })
})
