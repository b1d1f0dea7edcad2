import { parameterInvalid } from '../http/errors.ts'
import type { Fields } from '../http/fields.ts'
import type { AttributeValue } from '../records.ts'
import type { TicketTypeAttributeRecord, TicketTypeRecord } from '../ticket-records.ts'

/**
 * The attributes of a ticket that a body sets, of those that its type has. An item of a list is named by its id (OpenAPI 2.14, schema
 * `ticket_request_custom_attributes`), and kept by its label. The words of the refusals are not published.
 */
export function ticketAttributesIn({ attributes: known }: TicketTypeRecord, given: Fields): Record<string, AttributeValue> {
  const entries = Object.entries(given).map(([name, value]) => {
    const attribute = known.find((one) => one.name === name && !one.archived)
    if (!attribute) throw parameterInvalid(`The ticket type has no attribute '${name}'`)
    return [name, valid(attribute, value)] as const
  })
  return Object.fromEntries(entries)
}

function valid({ name, data_type, list_options }: TicketTypeAttributeRecord, value: unknown): AttributeValue {
  if (value === null) return null
  if (data_type === 'list') {
    const item = list_options?.find(({ id, label }) => id === value || label === value)
    if (item) return item.label
  }
  if (data_type === 'string' && typeof value === 'string') return value
  if (data_type === 'boolean' && typeof value === 'boolean') return value
  if ((data_type === 'integer' || data_type === 'datetime') && Number.isSafeInteger(value)) return value as number
  if (data_type === 'decimal' && typeof value === 'number') return value
  throw parameterInvalid(`Attribute '${name}' cannot hold that value: it is of type ${data_type}`)
}

/** What a new ticket must have is there. */
export function refuseIncomplete({ attributes }: TicketTypeRecord, given: Record<string, AttributeValue>) {
  const missing = attributes.find((one) => one.required_to_create && !one.archived && (given[one.name] ?? '') === '')
  if (missing) throw parameterInvalid(`Attribute '${missing.name}' is required`)
}
