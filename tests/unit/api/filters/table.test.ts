import { GraphQLBoolean, GraphQLEnumType, GraphQLInputObjectType, type GraphQLInputType, getNamedType, isListType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { conditionsIn, type Expression } from '../../../../src/api/filters/expression.ts'
import type { FilterField, Found } from '../../../../src/api/filters/field.ts'
import { filterTable } from '../../../../src/api/filters/table.ts'
import { contactFilterFields } from '../../../../src/resources/contacts/graphql-filter.ts'
import { conversationFilterFields } from '../../../../src/resources/conversations/graphql-filter.ts'
import { ticketFilterFields } from '../../../../src/resources/tickets/graphql-filter.ts'
import { schema } from '../../../../src/schema.ts'
import { aScope } from '../../../support/filters/scope.ts'

const inputs = (type: GraphQLInputType) => Object.values((getNamedType(type) as GraphQLInputObjectType).getFields())

/** Some value of a type; ids are of every form, of which the right one is taken. */
function samplesOf(type: GraphQLInputType): unknown[] {
  const named = getNamedType(type)
  const one = (): unknown[] => {
    if (named instanceof GraphQLEnumType) return [named.getValues()[0]!.value]
    if (named === GraphQLBoolean) return [true]
    if (named.name === 'ID') return ['5f0000000000000000000001', '12']
    if (named.name === 'DateTime') return [new Date('2026-11-23T12:00:01Z')]
    if (named.name === 'Date') return ['2026-11-23']
    return named.name === 'Int' || named.name === 'Duration' ? [3] : ['word']
  }
  return isListType(type) || isListType((type as { ofType?: GraphQLInputType }).ofType) ? one().map((value) => [value]) : one()
}

/** Every condition that the schema lets one write about a field: its name in the table, and some values for it. */
function writableOf(type: GraphQLInputType): [name: string, values: unknown[]][] {
  const named = getNamedType(type)
  if (!(named instanceof GraphQLInputObjectType)) return [['', samplesOf(type)]]
  if (named.name === 'AttributeFilter') {
    return inputs(named).flatMap(({ name, type: inner }) =>
      name === 'name'
        ? []
        : writableOf(inner).map(([inside, values]): [string, unknown[]] => [
            `${name}.${inside}`,
            values.map((value) => ({ name: 'x', [name]: value })),
          ]),
    )
  }
  return inputs(named).map(({ name, type: inner }) => [name, samplesOf(inner).map((value) => ({ [name]: value }))])
}

/** Where the attribute that is asked for holds values of one kind. */
const scopeOf = (dataType: string | undefined) =>
  aScope('2.14', { found: new Map([[ticketFilterFields.attribute, [{ id: '1', attributes: [{ id: '11', name: 'x', dataType }] }]]]) })

const foundBy = <Row>(expression: Expression<Row>): Found => {
  const rewrites = [...conditionsIn(expression)].flatMap(({ rewrite }) => rewrite ?? [])
  if (rewrites.length === 0) return 'exactly'
  return rewrites.every(({ sent }) => sent.includes('whole days')) ? 'in whole days' : 'and more'
}

describe.each([
  ['ContactFilter', contactFilterFields],
  ['ConversationFilter', conversationFilterFields],
  ['TicketFilter', ticketFilterFields],
] as const)('the table of %s', (input, fields) => {
  const table = filterTable(fields)
  const given = inputs(schema.getType(input) as GraphQLInputObjectType).filter(({ name }) => !['and', 'or', 'not'].includes(name))

  test('holds every field of the input', () => {
    const names = new Set(table.map(({ name }) => name.replace(/ \(.*/, '')))
    expect([...names].toSorted()).toEqual(given.map(({ name }) => name).toSorted())
  })

  const rows = given.flatMap(({ name, type }) => {
    const { read, facts } = fields[name as keyof typeof fields] as unknown as FilterField<unknown, object>
    return facts.map(({ of, ...said }) => ({ name, type, read, of, said }))
  })

  test.each(rows)('is true of $name $of', ({ name, type, read, of, said: { conditions } }) => {
    const scope = scopeOf(of)
    const answer = (values: unknown[], isNegated: boolean): Found => {
      for (const value of values) {
        try {
          return foundBy(read(value, 'filter', scope, isNegated))
        } catch {}
      }
      return 'not'
    }
    // the attribute of a contact takes conditions of any type: Intercom knows of which it is
    const [ofType] = of === undefined || name !== 'attribute' ? [''] : conditions.map((condition) => condition.name.split('.')[0]!)
    const seen = writableOf(type)
      .filter(([condition]) => input !== 'ContactFilter' || condition.startsWith(ofType!))
      .map(([condition, values]): [string, Found, Found] => [condition, answer(values, false), answer(values, true)])
    const said = conditions.map((condition) => [condition.name, condition.found, condition.negated])
    expect(seen.filter(([, found]) => found !== 'not').toSorted()).toEqual(said.toSorted())
  })
})

test('the table says what Intercom is asked, and how far a field can be judged here', () => {
  const rows = new Map(filterTable(contactFilterFields).map((row) => [row.name, row]))
  expect(rows.get('createdAt')).toMatchObject({ field: 'created_at', judged: 'surely' })
  expect(rows.get('createdAt')!.conditions[1]).toEqual({ name: 'after', sent: '>', found: 'in whole days', negated: 'in whole days' })
  expect(rows.get('email')).toMatchObject({ judged: 'as text' })
  expect(rows.get('tag')).toMatchObject({ judged: 'sometimes' })
  expect(rows.get('segment')).toMatchObject({ judged: 'never' })
  expect(rows.get('attribute (number)')!.conditions.map(({ name }) => name)).toContain('number.gte')
  const ofTickets = new Map(filterTable(ticketFilterFields).map((row) => [row.name, row]))
  expect(['string', 'list', 'decimal'].map((kind) => ofTickets.get(`attribute (${kind})`)?.judged)).toEqual(['as text', 'never', 'surely'])
})
