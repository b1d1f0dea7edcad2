import { builder } from '../../api/builder.ts'
import { InvalidInputError } from '../../errors.ts'
import { type SearchSort, where } from '../../intercom/search.ts'

/** Our words for what contact search can sort by, in Intercom's (OpenAPI 2.16, POST /contacts/search). */
const fields = { UPDATED_AT: 'updated_at', CREATED_AT: 'created_at', LAST_SEEN_AT: 'last_seen_at', NAME: 'name' } as const

const ContactOrderField = builder.enumType('ContactOrderField', {
  description: 'What contacts can be ordered by.',
  values: {
    UPDATED_AT: { description: 'When they last changed.' },
    CREATED_AT: { description: 'When they came into Intercom.' },
    LAST_SEEN_AT: { description: 'When they were last seen.' },
    NAME: { description: 'Their name.' },
  } as const,
})

const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of an order comes first.',
  values: { ASC: { description: 'The least, or earliest.' }, DESC: { description: 'The greatest, or latest.' } } as const,
})

export type ContactOrder = { field: keyof typeof fields; direction: 'ASC' | 'DESC' }

export const ContactOrderInput = builder.inputRef<ContactOrder>('ContactOrder').implement({
  description: 'An order that Intercom itself gives over the whole list.',
  fields: (t) => ({
    field: t.field({ type: ContactOrderField, required: true, description: 'By what.' }),
    direction: t.field({ type: OrderDirection, required: true, defaultValue: 'DESC', description: 'From which end.' }),
  }),
})

export const sortOf = ({ field, direction }: ContactOrder): SearchSort => ({
  field: fields[field],
  order: direction === 'ASC' ? 'ascending' : 'descending',
})

/** Only a search has an order, and a search wants a condition: this one holds for every contact. */
export const everyContact = where('created_at', '>', 0)

/** The answers of several searches have no order together but that of the searches. */
export const unordered = () =>
  new InvalidInputError(
    'Argument "orderBy" needs a filter that one search of Intercom\'s answers; this one takes several. Ask for values with "in" rather than "or", or leave the order out.',
  )
