import type { DataAttributeRecord, Seconds } from '../records.ts'
import { numberId } from './ids.ts'
import { day } from './seconds.ts'
import { topics } from './topics/index.ts'

type Kind = DataAttributeRecord['data_type']
type Standard = readonly [model: 'contact' | 'company', fullName: string, label: string, type: Kind, isWritable: boolean]
type Custom = readonly [model: DataAttributeRecord['model'], name: string, label: string, type: Kind, options?: readonly string[]]

/** Some of those that every workspace has. */
const standard: readonly Standard[] = [
  ['contact', 'name', 'Name', 'string', true],
  ['contact', 'email', 'Email', 'string', true],
  ['contact', 'phone', 'Phone', 'string', true],
  ['contact', 'signed_up_at', 'Signed up', 'date', true],
  ['contact', 'last_seen_at', 'Last seen', 'date', false],
  ['contact', 'unsubscribed_from_emails', 'Unsubscribed from emails', 'boolean', true],
  ['contact', 'location_data.country_name', 'Country', 'string', false],
  ['company', 'name', 'Company name', 'string', true],
  ['company', 'company_id', 'Company ID', 'string', false],
  ['company', 'remote_created_at', 'Company created at', 'date', true],
  ['company', 'user_count', 'People', 'integer', false],
  ['company', 'plan.name', 'Plan', 'string', true],
  ['company', 'monthly_spend', 'Monthly spend', 'float', true],
]

/** Those that Larkspur made for itself; what contacts, companies and conversations of this world carry, and one that was given up. */
const custom: readonly Custom[] = [
  ['contact', 'job_role', 'Job role', 'string', ['owner', 'manager', 'front desk', 'therapist', 'accountant']],
  ['contact', 'bookings_per_week', 'Bookings per week', 'integer'],
  ['contact', 'average_ticket', 'Average ticket', 'float'],
  ['contact', 'two_step_verification', 'Two-step verification', 'boolean'],
  ['contact', 'trial_ends_at', 'Trial ends', 'date'],
  ['contact', 'fax_number', 'Fax', 'string'],
  ['company', 'locations', 'Locations', 'integer'],
  ['company', 'crm_id', 'CRM id', 'string'],
  ['company', 'account_tier', 'Account tier', 'string', ['gold', 'silver', 'bronze']],
  ['company', 'nps', 'NPS', 'integer'],
  ['company', 'renewal_at', 'Renewal', 'date'],
  ['company', 'sso_enabled', 'SSO', 'boolean'],
  ['conversation', 'Topic', 'Topic', 'string', topics.map(({ name }) => name)],
  ['conversation', 'Copilot used', 'Copilot used', 'boolean'],
  ['conversation', 'Has attachments', 'Has attachments', 'boolean'],
]

export function createDataAttributes({ adminId, now }: { adminId: string; now: Seconds }): DataAttributeRecord[] {
  return [
    ...standard.map(([model, full_name, label, data_type, api_writable]) => ({
      ...{ id: `${model}.${full_name}`, model, name: full_name.split('.').at(-1) ?? full_name, full_name, label, data_type, api_writable },
      ...{ description: `${label} of a ${model}`, options: null, custom: false, archived: false, made: null },
    })),
    ...custom.map(([model, name, label, data_type, options], i) => ({
      ...{ id: numberId('77', i + 1), model, name, full_name: `custom_attributes.${name}`, label, data_type, api_writable: true },
      ...{ description: '', options: options ? [...options] : null, custom: true, archived: name === 'fax_number' },
      made: { admin_id: adminId, created_at: now - (700 - i) * day },
    })),
  ]
}
