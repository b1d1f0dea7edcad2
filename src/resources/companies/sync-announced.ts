import { idReader } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { inUnixSeconds } from '../../webhooks/instants.ts'
import { isObject } from '../../webhooks/item.ts'
import { type Company, companyFromIntercom } from './model.ts'

const companyId = idReader('company')

const wholes = new Set(['company.created', 'company.updated'])
/** Who comes to a company and leaves it is nothing that a company is mapped by. */
const attachments = new Set(['company.contact.attached', 'company.contact.detached'])
/** What a company has in any case; the rest it has only where there is any. */
const always = ['company_id', 'name', 'plan', 'monthly_spend']

/** What an announcement says that a sync would have to look at: the company as it was then. Null where it has to be read; a company that is not whole says nothing. */
export function announcedIn(topic: string, item: unknown): { company: Company } | 'NOTHING' | null {
  if (attachments.has(topic)) return 'NOTHING'
  if (!isObject(item) || !wholes.has(topic) || companyId(item.id) === null || !isObject(item.custom_attributes)) return null
  if (!always.every((name) => Object.hasOwn(item, name))) return null
  return { company: companyFromIntercom(inUnixSeconds(item) as unknown as Intercom.Company) }
}
