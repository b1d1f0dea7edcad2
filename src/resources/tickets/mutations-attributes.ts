import { InvalidInputError } from '../../errors.ts'
import type { Ticket } from './model.ts'
import type { TicketAttributes } from './model-changes.ts'

type TicketType = NonNullable<Ticket['type']>
type Attribute = TicketType['attributes'][number]

/** How each kind of attributes is given, and what Intercom takes for it; undefined for what does not fit. Kinds that nobody knows yet are passed on. */
const kinds: Readonly<Record<string, { expected: string; read(value: unknown, attribute: Attribute): unknown }>> = {
  string: { expected: 'a text', read: (value) => (typeof value === 'string' ? value : undefined) },
  integer: { expected: 'a whole number', read: (value) => (Number.isSafeInteger(value) ? value : undefined) },
  decimal: { expected: 'a number', read: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined) },
  boolean: { expected: 'true or false', read: (value) => (typeof value === 'boolean' ? value : undefined) },
  datetime: { expected: 'an instant such as "2026-11-23T09:30:00Z", or unix seconds', read: secondsFrom },
  // OpenAPI 2.14, schema ticket_request_custom_attributes: by the id of the item
  list: { expected: 'one of its options', read: optionFrom },
  files: { expected: 'a list', read: (value) => (Array.isArray(value) ? value : undefined) },
}

/**
 * Attributes as the type of ticket defines them, in Intercom's form. Null takes a value away.
 *
 * @throws InvalidInputError for one that the type has not, or that cannot hold what is given
 */
export function ticketAttributesIn(given: Readonly<Record<string, unknown>>, type: TicketType, path: readonly string[]): TicketAttributes {
  const known = type.attributes.filter(({ archived }) => !archived)
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const here = [...path, name]
      const attribute = known.find((one) => one.name === name)
      if (!attribute)
        throw new InvalidInputError(
          `Tickets of the type ${JSON.stringify(type.name)} have no attribute ${JSON.stringify(name.slice(0, 60))}.`,
          {
            path: here,
            constraint: 'attribute',
          },
        )
      const kind = kinds[attribute.dataType]
      if (value === null || !kind) return [name, value]
      const taken = kind.read(value, attribute)
      if (taken !== undefined) return [name, taken]
      throw new InvalidInputError(
        `The attribute ${JSON.stringify(name)} holds ${kind.expected}${optionsOf(attribute)}; something else came.`,
        {
          path: here,
          constraint: attribute.dataType,
        },
      )
    }),
  )
}

function secondsFrom(value: unknown): number | undefined {
  if (Number.isSafeInteger(value)) return value as number
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:?\d\d)$/i.test(value)) return undefined
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000)
}

/** By its word, or by its id. Where a type does not say what its list offers, Intercom says whether it does. */
function optionFrom(value: unknown, { options }: Attribute): unknown {
  if (!options || options.length === 0) return typeof value === 'string' ? value : undefined
  const option = options.find(({ id, label }) => value === label || (id !== null && value === id))
  return option && (option.id ?? option.label)
}

const optionsOf = ({ options }: Attribute) =>
  options && options.length > 0
    ? `, ${options
        .map(({ label }) => JSON.stringify(label))
        .join(', ')
        .slice(0, 300)}`
    : ''
