import { InvalidInputError } from '../../errors.ts'
import { attributeValueFrom } from '../attributes.ts'
import { all, any } from './expression.ts'
import type { FieldFacts, FilterField } from './field.ts'
import type { AttributeFilter } from './inputs.ts'
import { day } from './instants.ts'
import { integer } from './numbers.ts'
import { flag, text } from './words.ts'

type Attributes = Readonly<Record<string, unknown>>

const attributeName = /^[\p{L}\p{N}_][\p{L}\p{N}_ .:-]{0,189}$/u

/** The field of one attribute, for a value of each type. A value of another type than is asked for cannot be told. */
function fieldsFor<Row>(field: string, name: string, of: (row: Row) => Attributes) {
  const upstream = `${field}.${name}`
  const valueIn = (row: Row) => (Object.hasOwn(of(row), name) ? (of(row)[name] ?? null) : null)
  const ofType = <Type extends string | number | boolean>(type: 'string' | 'number' | 'boolean') => {
    return (row: Row) => {
      const value = valueIn(row)
      if (value === null || value === '') return null
      return typeof value === type ? (value as Type) : undefined
    }
  }
  const dateIn = (row: Row) => {
    const value = attributeValueFrom(valueIn(row), { dataType: 'date', options: null })
    if (value === null) return null
    return value.__typename === 'DateAttribute' ? value.date : undefined
  }
  return {
    string: text(upstream, ofType<string>('string')),
    number: integer(upstream, ofType<number>('number'), { orEqual: false }),
    boolean: flag(upstream, ofType<boolean>('boolean')),
    date: day(upstream, dateIn),
  }
}

type Fields = ReturnType<typeof fieldsFor>
const names = ['string', 'number', 'boolean', 'date'] as const satisfies (keyof Fields)[]

/** The facts of a field, of which the conditions of one type of an attribute's are made. */
export const factsOfKind = (of: string, type: string, facts: readonly FieldFacts[]): FieldFacts[] =>
  facts.map((one) => ({ ...one, of, conditions: one.conditions.map((condition) => ({ ...condition, name: `${type}.${condition.name}` })) }))

/** A custom attribute, by name and conditions of its type. */
export function attribute<Row>(field: string, of: (row: Row) => Attributes): FilterField<AttributeFilter, Row> {
  const some = fieldsFor(field, '{name}', of)
  return {
    facts: names.flatMap((type) => factsOfKind(type, type, some[type].facts)),
    read({ name, ...conditions }, at, scope, isNegated) {
      if (!attributeName.test(name)) throw new InvalidInputError(`"${at}.name" is not the name of an attribute.`)
      const fields = fieldsFor(field, name, of)
      const parts = names.flatMap((type) => {
        const given = conditions[type]
        if (given === undefined) return []
        const path = `${at}.${type}`
        if (given === null) throw new InvalidInputError(`"${path}" is null; leave it out, or give it a value.`)
        return fields[type].read(given as never, path, scope, isNegated)
      })
      if (parts.length === 0) throw new InvalidInputError(`"${at}" says nothing; give it one of ${names.join(', ')}.`)
      return isNegated ? any(...parts) : all(...parts)
    },
  }
}
