import { optionLabelOf } from '../ticket-types/model-options.ts'
import type { Ticket } from './model.ts'

/** One attribute of a ticket, and how its type of ticket defines it; null for what nothing defines. A list's item is its word, also where the ticket names it by its id. */
export function ticketAttributeOf({ attributes, type }: Ticket, name: string) {
  const value = Object.hasOwn(attributes, name) ? attributes[name] : null
  const defined = type?.attributes.find((attribute) => attribute.name === name)
  if (!defined) return { value, definition: null }
  const { dataType, options } = defined
  return {
    value: optionLabelOf(value, options),
    definition: { dataType, options: options?.map(({ label }) => label) ?? null },
  }
}
