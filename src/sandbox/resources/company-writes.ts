import { htmlFrom } from '../actions/bodies.ts'
import type { CompanyFields } from '../actions/companies.ts'
import { ApiError, notFound } from '../http/errors.ts'
import { type Fields, fieldsOf, idIn, neededText, parameterNotFound, textIn, wholeIn } from '../http/fields.ts'
import type { Call, Route } from '../http/router.ts'
import { since } from '../http/versions.ts'
import type { CompanyRecord } from '../records.ts'
import { type LiveWorld, recordsBy } from '../store/world.ts'
import { companyOf, renderCompany } from './companies.ts'
import { customAttributesIn } from './custom-attributes.ts'
import { renderNote } from './note.ts'

const known = ['name', 'company_id', 'plan', 'size', 'website', 'industry', 'custom_attributes', 'remote_created_at', 'monthly_spend']

/** Creates a company, or updates the one of this `company_id`. A field that is none is refused: OpenAPI 2.14, POST /companies. */
function upsert(call: Call) {
  const { world, actions, body } = call
  const fields = fieldsOf(body)
  const unknown = Object.keys(fields).find((name) => !known.includes(name))
  if (unknown !== undefined) throw new ApiError(400, 'bad_request', `bad '${unknown}' parameter`)
  const company_id = idIn(fields, 'company_id')
  if (!company_id) throw parameterNotFound('company_id')
  const [before] = recordsBy(world.companies, 'company_id', company_id)
  const said = companyFieldsIn(world, fields)
  const { company } = before ? actions.companies.update({ company: before.id, ...said }) : actions.companies.create({ company_id, ...said })
  return renderCompany(world, world.companies.get(company) as CompanyRecord)
}

/** Its `company_id` is never changed, whatever is said. */
function update(call: Call) {
  const { id } = companyOf(call)
  call.actions.companies.update({ company: id, ...companyFieldsIn(call.world, fieldsOf(call.body)) })
  return renderCompany(call.world, companyOf(call))
}

function companyFieldsIn(world: LiveWorld, fields: Fields): CompanyFields {
  const name = textIn(fields, 'name')
  const plan = textIn(fields, 'plan')
  const spend = fields.monthly_spend
  const optional = {
    plan: plan === undefined ? undefined : plan && planNamed(world, plan),
    size: wholeIn(fields, 'size'),
    website: textIn(fields, 'website'),
    industry: textIn(fields, 'industry'),
    remote_created_at: wholeIn(fields, 'remote_created_at'),
  }
  return {
    ...(name ? { name } : {}),
    // "truncated": OpenAPI 2.14, schema `create_or_update_company_request`
    ...(spend === undefined ? {} : { monthly_spend: wholeIn({ monthly_spend: truncated(spend) }, 'monthly_spend') ?? 0 }),
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as CompanyFields),
    custom_attributes: customAttributesIn(world, 'company', fields),
  }
}

const truncated = (amount: unknown) => (typeof amount === 'number' ? Math.trunc(amount) : amount)

/** A plan is known by its name, and a new name is a new plan. */
function planNamed({ companies }: LiveWorld, name: string): NonNullable<CompanyRecord['plan']> {
  const plans = [...companies.values()].flatMap(({ plan }) => plan ?? [])
  return plans.find((plan) => plan.name === name) ?? { id: String(Math.max(0, ...plans.map(({ id }) => Number(id))) + 1), name }
}

function remove(call: Call) {
  const { id } = companyOf(call)
  call.actions.companies.delete({ company: id })
  return { id, object: 'company', deleted: true }
}

/** OpenAPI 2.16, POST /companies/{company_id}/notes. */
function writeNote(call: Call) {
  const { world, actions, version, body } = call
  if (!since(version, '2.16')) throw notFound()
  const { id } = companyOf(call)
  const fields = fieldsOf(body)
  const author = idIn(fields, 'admin_id') ?? world.workspace.token_admin_id
  const html = htmlFrom(neededText(fields, 'body'))
  if (!world.admins.has(author)) throw notFound()
  const note = world.notes.get(actions.companies.writeNote({ company: id, author, body: html }).note)
  return note && renderNote(world, note)
}

export const companyWriteRoutes: Route[] = [
  { method: 'POST', path: '/companies', answer: upsert },
  { method: 'PUT', path: '/companies/{company_id}', answer: update },
  { method: 'DELETE', path: '/companies/{company_id}', answer: remove },
  { method: 'POST', path: '/companies/{company_id}/notes', answer: writeNote },
]
