import { builder } from '../../api/builder.ts'
import {
  type AttributeFilter,
  AttributeFilterInput,
  type BooleanFilter,
  BooleanFilterInput,
  type DateTimeFilter,
  DateTimeFilterInput,
  type IdFilter,
  IdFilterInput,
} from '../../api/filters/inputs.ts'
import { instant } from '../../api/filters/instants.ts'
import type { FilterFields } from '../../api/filters/read.ts'
import { flag, idOf, oneOf } from '../../api/filters/words.ts'
import { TicketCategoryEnum } from '../ticket-types/graphql.ts'
import { ticketAttribute } from './graphql-filter-attribute.ts'
import type { Ticket } from './model.ts'

type TicketFilter = {
  and?: readonly TicketFilter[] | null
  or?: readonly TicketFilter[] | null
  not?: TicketFilter | null
  id?: IdFilter | null
  type?: IdFilter | null
  category?: Ticket['category'] | null
  state?: IdFilter | null
  open?: BooleanFilter | null
  contact?: IdFilter | null
  admin?: IdFilter | null
  team?: IdFilter | null
  createdAt?: DateTimeFilter | null
  updatedAt?: DateTimeFilter | null
  attribute?: AttributeFilter | null
}

/** Intercom searches categories by other words than it shows (OpenAPI 2.14, POST /tickets/search, "Searching by Category"). */
const categoryWords = { CUSTOMER: 'request', BACK_OFFICE: 'task', TRACKER: 'tracker' } as const satisfies Record<Ticket['category'], string>

/** Where a ticket says whom it is for. */
export const ticketContacts = { field: 'contact_ids', of: ({ contacts }: Ticket) => contacts.map(({ id }) => id) }

const isAlwaysThere = true

/** What ticket search can do with each field (OpenAPI 2.14, POST /tickets/search), and where our records hold it. Nobody is "0" there. */
export const ticketFilterFields: FilterFields<TicketFilter, Ticket> = {
  id: idOf('id', 'Ticket', ({ id }) => id, { isAlwaysThere }),
  type: idOf('ticket_type_id', 'TicketType', ({ type }) => type?.id, { isAlwaysThere }),
  category: oneOf('category', categoryWords, ({ category }) => category),
  state: idOf('state', 'TicketState', ({ state }) => state?.id, { isAlwaysThere }),
  open: flag('open', ({ open }) => open),
  contact: idOf(ticketContacts.field, 'Contact', ticketContacts.of),
  admin: idOf('admin_assignee_id', 'Admin', ({ adminAssigneeId }) => adminAssigneeId, { none: '0' }),
  team: idOf('team_assignee_id', 'Team', ({ teamAssigneeId }) => teamAssigneeId, { none: '0' }),
  createdAt: instant('created_at', ({ createdAt }) => createdAt, { isAlwaysThere }),
  updatedAt: instant('updated_at', ({ updatedAt }) => updatedAt, { isAlwaysThere }),
  attribute: ticketAttribute,
}

const ref = builder.inputRef<TicketFilter>('TicketFilter')

export const TicketFilterInput = ref.implement({
  description:
    "Which tickets; all the conditions of one object hold. A filter that is too large for one search of Intercom's is answered by several, one after the other, and then knows no `totalCount`.",
  fields: (t) => ({
    and: t.field({ type: [ref], description: 'All of these hold too.' }),
    or: t.field({ type: [ref], description: 'At least one of these holds.' }),
    not: t.field({ type: ref, description: 'This does not hold. A record without a value does not have the value either.' }),
    id: t.field({ type: IdFilterInput, description: 'By id.' }),
    type: t.field({ type: IdFilterInput, description: 'By type.' }),
    category: t.field({ type: TicketCategoryEnum, description: 'By whom they are for.' }),
    state: t.field({ type: IdFilterInput, description: 'By the state that they are in.' }),
    open: t.field({ type: BooleanFilterInput, description: 'Whether they are open.' }),
    contact: t.field({ type: IdFilterInput, description: 'By a contact whom they are for.' }),
    admin: t.field({ type: IdFilterInput, description: 'By the teammate they are assigned to.' }),
    team: t.field({ type: IdFilterInput, description: 'By the team they are assigned to.' }),
    createdAt: t.field({ type: DateTimeFilterInput, description: 'By when they were made.' }),
    updatedAt: t.field({ type: DateTimeFilterInput, description: 'By when anything about them last changed.' }),
    attribute: t.field({
      type: AttributeFilterInput,
      description:
        'By one attribute, of whichever types of tickets have one of that name; several go into `and`. One call for all types of tickets.',
    }),
  }),
})
