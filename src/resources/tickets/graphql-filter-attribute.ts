import { attributeValueFrom } from '../../api/attributes.ts'
import { factsOfKind } from '../../api/filters/attribute.ts'
import { all, any, type Expression } from '../../api/filters/expression.ts'
import type { FilterField, FilterScope } from '../../api/filters/field.ts'
import type { AttributeFilter } from '../../api/filters/inputs.ts'
import { instant } from '../../api/filters/instants.ts'
import { integer } from '../../api/filters/numbers.ts'
import { flag, text } from '../../api/filters/words.ts'
import { InvalidInputError } from '../../errors.ts'
import type { Ticket } from './model.ts'

type TicketType = NonNullable<Ticket['type']>

/** An attribute of one type of tickets. Intercom searches by its id, and callers by its name, which those of other types may have too. */
type Attribute = Pick<TicketType['attributes'][number], 'id' | 'name' | 'dataType'> & { typeId: string }

type Condition = 'string' | 'number' | 'boolean' | 'date'

/** By which condition Intercom's kinds of attributes are searched; files are by none (OpenAPI 2.14, POST /tickets/search). */
const conditionOf: Readonly<Record<string, Condition>> = {
  ...{ string: 'string', list: 'string', integer: 'number', decimal: 'number', boolean: 'boolean', datetime: 'date' },
}

function fieldOf(condition: Condition, { id, name, dataType, typeId }: Attribute): FilterField<object, Ticket> {
  const field = `ticket_attribute.${id}`
  const valueIn = ({ type, attributes }: Ticket) => (type === null ? undefined : type.id === typeId ? (attributes[name] ?? null) : null)
  const ofType =
    <Type>(expected: string) =>
    (ticket: Ticket) => {
      const value = valueIn(ticket)
      if (value === undefined || value === null || value === '') return value === undefined ? undefined : null
      return typeof value === expected ? (value as Type) : undefined
    }
  const dateIn = (ticket: Ticket) => {
    const value = valueIn(ticket)
    const read = attributeValueFrom(value, { dataType: 'date', options: null })
    return value === undefined || (read !== null && read.__typename !== 'DateAttribute') ? undefined : (read?.date ?? null)
  }
  const fields = {
    // whether a ticket says the word of a list or its id is not published, so that these are not judged here
    string: () => text<Ticket>(field, dataType === 'list' ? undefined : ofType<string>('string')),
    number: () => integer<Ticket>(field, ofType<number>('number'), { orEqual: true, isWhole: dataType !== 'decimal' }),
    boolean: () => flag<Ticket>(field, ofType<boolean>('boolean')),
    date: () => instant<Ticket>(field, dateIn),
  }
  return fields[condition]() as FilterField<object, Ticket>
}

/** What holds where the other does not: for attributes of one name, that none of them holds the other. */
const opposites: Readonly<Record<string, string>> = { neq: 'eq', nin: 'in', notContains: 'contains' }

type Asked = { name: string; value: unknown; at: string; scope: FilterScope; isNegated: boolean }

/** One condition, on whichever type's attribute of that name the ticket has. */
function onAny(fields: readonly FilterField<object, Ticket>[], { name, value, at, scope, isNegated }: Asked): Expression<Ticket> {
  if (name === 'isNull' && value === true) return onAny(fields, { name, value: false, at, scope, isNegated: !isNegated })
  const opposite = opposites[name]
  if (opposite) return onAny(fields, { name: opposite, value, at, scope, isNegated: !isNegated })
  const each = fields.map((field) => field.read({ [name]: value }, at, scope, isNegated))
  return isNegated ? all(...each) : any(...each)
}

const conditions = ['string', 'number', 'boolean', 'date'] as const satisfies Condition[]
const some = { id: '{id}', name: '', typeId: '' }

/** Attributes of tickets, by name and conditions of their type. The types of tickets say which ids that name has. */
export const ticketAttribute: FilterField<AttributeFilter, Ticket> = {
  find: (context) => context.services.ticketTypes.all(),
  facts: Object.entries(conditionOf).flatMap(([dataType, type]) => factsOfKind(dataType, type, fieldOf(type, { ...some, dataType }).facts)),
  read({ name, ...given }, at, scope, isNegated) {
    const types = (scope.found?.get(ticketAttribute) ?? []) as readonly TicketType[]
    const named = types.flatMap(({ id: typeId, attributes }) =>
      attributes.filter((one) => one.name === name).map((one): Attribute => ({ ...one, typeId })),
    )
    if (named.length === 0)
      throw new InvalidInputError(`"${at}.name" is ${JSON.stringify(name.slice(0, 60))}; no type of ticket has an attribute of that name.`)
    const parts = conditions.flatMap((type) => {
      const input = given[type]
      if (input === undefined) return []
      const path = `${at}.${type}`
      const fields = named.filter(({ dataType }) => conditionOf[dataType] === type).map((one) => fieldOf(type, one))
      if (input === null) throw new InvalidInputError(`"${path}" is null; leave it out, or give it a value.`)
      if (fields.length === 0)
        throw new InvalidInputError(
          `"${path}" does not fit: "${name}" holds ${[...new Set(named.map(({ dataType }) => dataType))].join(', ')}.`,
        )
      const asked = Object.entries(input).filter(([, value]) => value !== undefined)
      return asked.length === 0
        ? fields[0]!.read(input, path, scope, isNegated)
        : asked.map(([condition, value]) => onAny(fields, { name: condition, value, at: path, scope, isNegated }))
    })
    if (parts.length === 0) throw new InvalidInputError(`"${at}" says nothing; give it one of ${conditions.join(', ')}.`)
    return isNegated ? any(...parts) : all(...parts)
  },
}
