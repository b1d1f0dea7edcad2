import type { AttachmentRecord, AttributeValue, ConversationRecord, Seconds } from '../records.ts'
import type { TicketRecord, TicketTypeAttributeRecord, TicketTypeRecord } from '../ticket-records.ts'
import { attach } from './attachments.ts'
import type { Random } from './random.ts'
import { day } from './seconds.ts'

/** Title and description of a conversation that became a ticket: what it began with. */
export function firstWordsOf({ title, custom_attributes, source }: ConversationRecord): TicketRecord['attributes'] {
  const said = source.body
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return { _default_title_: title ?? `${custom_attributes.Topic}: ${said.slice(0, 48)}`, _default_description_: said.slice(0, 400) }
}

/** What is known of a ticket: all that its type requires, and most of the rest. */
export function valuesOf({ attributes }: TicketTypeRecord, createdAt: Seconds, random: Random): TicketRecord['attributes'] {
  const known = attributes.filter((attribute) => !attribute.default && (attribute.required_to_create || random.chance(0.7)))
  return Object.fromEntries(known.map((attribute) => [attribute.name, someValue(attribute, createdAt, random)]))
}

const texts = ['Chrome 131', 'Safari 18', 'Mindbody', 'Excel', 'larkspur/calendar', 'larkspur/payments']

/** A date is unix seconds and an item of a list its label: how the API shows them is published nowhere. */
function someValue(
  { data_type, list_options }: TicketTypeAttributeRecord,
  createdAt: Seconds,
  random: Random,
): AttributeValue | AttachmentRecord[] {
  switch (data_type) {
    case 'list':
      return random.pick(list_options ?? []).label
    case 'integer':
      return random.int(1, 400)
    case 'decimal':
      return random.int(900, 90_000) / 100
    case 'boolean':
      return random.chance(0.5)
    case 'datetime':
      return createdAt - random.int(0, 3) * day
    case 'files':
      return [attach(random)]
    default:
      return random.pick(texts)
  }
}
