import { builder } from '../../api/builder.ts'
import {
  type BooleanFilter,
  BooleanFilterInput,
  type DateTimeFilter,
  DateTimeFilterInput,
  type IdFilter,
  IdFilterInput,
} from '../../api/filter-inputs.ts'
import { flag, idOf, instant, oneOf } from '../../api/filter-rules.ts'
import type { FilterRules } from '../../api/filters.ts'
import { TicketCategoryEnum } from '../ticket-types/graphql.ts'
import type { Ticket } from './model.ts'

type TicketFilter = {
  and?: readonly TicketFilter[] | null
  or?: readonly TicketFilter[] | null
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
}

/** Intercom searches categories by other words than it shows (OpenAPI 2.14, POST /tickets/search, "Searching by Category"). */
const categoryWords = { CUSTOMER: 'request', BACK_OFFICE: 'task', TRACKER: 'tracker' } as const satisfies Record<Ticket['category'], string>

/** What ticket search can do with each field (OpenAPI 2.14, POST /tickets/search). */
export const ticketFilterRules: FilterRules<TicketFilter> = {
  id: idOf('id', 'Ticket'),
  type: idOf('ticket_type_id', 'TicketType'),
  category: oneOf('category', categoryWords),
  state: idOf('state', 'TicketState'),
  open: flag('open'),
  contact: idOf('contact_ids', 'Contact'),
  admin: idOf('admin_assignee_id', 'Admin'),
  team: idOf('team_assignee_id', 'Team'),
  createdAt: instant('created_at'),
  updatedAt: instant('updated_at'),
}

const ref = builder.inputRef<TicketFilter>('TicketFilter')

export const TicketFilterInput = ref.implement({
  description: 'Which tickets; all the conditions of one object hold. Groups nest two deep, with at most fifteen conditions each.',
  fields: (t) => ({
    and: t.field({ type: [ref], description: 'All of these hold too.' }),
    or: t.field({ type: [ref], description: 'At least one of these holds.' }),
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
  }),
})
