import type { Seconds } from '../records.ts'
import type { TicketStateRecord, TicketTypeAttributeRecord, TicketTypeRecord } from '../ticket-records.ts'
import { numberId } from './ids.ts'
import { createRandom } from './random.ts'
import { day } from './seconds.ts'

const states: readonly (readonly [category: TicketStateRecord['category'], internal: string, external: string])[] = [
  ['submitted', 'Submitted', 'Submitted'],
  ['in_progress', 'In progress', 'In progress'],
  ['waiting_on_customer', 'Waiting on customer', 'Waiting on you'],
  ['resolved', 'Resolved', 'Resolved'],
  ['in_progress', 'With engineering', 'In progress'],
  ['waiting_on_customer', 'Fax sent', 'Waiting for your fax'],
]

/** Those that every workspace has, one that Larkspur made for itself, and one that was given up. */
export const createTicketStates = (): TicketStateRecord[] =>
  states.map(([category, internal_label, external_label], i) => ({
    ...{ id: numberId('45', i + 1), category, internal_label, external_label },
    archived: internal_label === 'Fax sent',
  }))

type Kind = TicketTypeAttributeRecord['data_type']
type Attribute = readonly [name: string, type: Kind, description: string, options?: readonly string[]]
type Type = Pick<TicketTypeRecord, 'name' | 'icon' | 'category' | 'description'> & {
  attributes: readonly Attribute[]
  states: readonly string[]
}

const usual = ['Submitted', 'In progress', 'Waiting on customer', 'Resolved']
const severity = ['Low', 'Medium', 'High', 'Critical'] as const

const types: readonly Type[] = [
  {
    ...{ name: 'Bug report', icon: '🐞', category: 'Customer', description: 'Something in Larkspur does not do what it says.' },
    states: ['Submitted', 'In progress', 'With engineering', 'Waiting on customer', 'Resolved'],
    attributes: [
      ['Severity', 'list', 'How much of the day it takes', severity],
      ['Locations affected', 'integer', 'In how many branches'],
      ['Reproduced', 'boolean', 'Somebody here has seen it too'],
      ['First seen', 'datetime', 'When it began'],
      ['Screenshots', 'files', 'What it looks like'],
      ['Browser', 'string', 'What it happened in'],
    ],
  },
  {
    ...{ name: 'Data import', icon: '📥', category: 'Customer', description: 'Clients and bookings from another system.' },
    states: usual,
    attributes: [
      ['Source system', 'string', 'Where the data comes from'],
      ['Records', 'integer', 'How many there are'],
      ['Go-live', 'datetime', 'When it has to be there'],
    ],
  },
  {
    ...{ name: 'Account change', icon: '🧾', category: 'Customer', description: 'Plans, invoices, owners.' },
    states: usual,
    attributes: [['Amount', 'decimal', 'What it is about, in euros']],
  },
  {
    ...{ name: 'Refund', icon: '💶', category: 'Back-office', description: 'For the finance team.' },
    states: ['Submitted', 'In progress', 'Resolved'],
    attributes: [
      ['Amount', 'decimal', 'In euros'],
      ['Approved', 'boolean', 'By the head of support'],
    ],
  },
  {
    ...{ name: 'Engineering task', icon: '🛠', category: 'Back-office', description: 'What support cannot mend.' },
    states: ['Submitted', 'In progress', 'With engineering', 'Resolved'],
    attributes: [
      ['Severity', 'list', 'For the on-call engineer', severity],
      ['Repository', 'string', 'Where the code is'],
    ],
  },
  {
    ...{ name: 'Incident', icon: '🚨', category: 'Tracker', description: 'One cause, many reports.' },
    states: ['Submitted', 'In progress', 'With engineering', 'Resolved'],
    attributes: [
      ['Region', 'list', 'Where it is', ['EU', 'US', 'Everywhere']],
      ['Started', 'datetime', 'When it began'],
      ['Customers affected', 'integer', 'As far as is known'],
    ],
  },
  {
    ...{ name: 'Fax request', icon: '📠', category: 'Customer', description: 'Until 2023.' },
    states: ['Submitted', 'Fax sent', 'Resolved'],
    attributes: [],
  },
]

/** What Larkspur's tickets can be; the last kind is no longer used. Every one has a title and a description. */
export function createTicketTypes({ states: known, now }: { states: readonly TicketStateRecord[]; now: Seconds }): TicketTypeRecord[] {
  const random = createRandom('ticket types')
  const nextId = attributeIds()
  return types.map(({ attributes, states: labels, ...type }, i) => ({
    id: numberId('29', i + 1),
    ...type,
    archived: type.name === 'Fax request',
    created_at: now - (600 - i * 40) * day,
    updated_at: now - (60 - i * 5) * day,
    attributes: [...common, ...attributes].map(([name, data_type, description, options]) => ({
      ...{ id: nextId(), name, description, data_type, multiline: name === '_default_description_', archived: false },
      list_options: options ? options.map((label) => ({ id: random.uuid(), label })) : null,
      required_to_create: name === 'Severity' || name === '_default_title_',
      required_to_create_for_contacts: name === '_default_title_',
      visible_to_contacts: type.category === 'Customer',
      default: name.startsWith('_default_'),
    })),
    state_ids: labels.flatMap((label) => known.find(({ internal_label }) => internal_label === label)?.id ?? []),
  }))
}

const common: readonly Attribute[] = [
  ['_default_title_', 'string', ''],
  ['_default_description_', 'string', ''],
]

function attributeIds(): () => string {
  let last = 0
  return () => {
    last += 1
    return numberId('85', last)
  }
}
