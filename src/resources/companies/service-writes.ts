import type { Entities } from '../../cache/entities.ts'
import { idReader } from '../../intercom/ids.ts'
import type * as Intercom from '../../intercom/types.ts'
import { type Deleted, deletion } from '../../writes/deletion.ts'
import type { ResourceDeps } from '../deps.ts'
import type { Company } from './model.ts'
import { type CompanyFields, companyToIntercom, isAs, nameOf } from './model-fields.ts'

type Deps = Pick<ResourceDeps, 'intercom' | 'writes'> & {
  companies: Pick<Entities<Intercom.Company, Company>, 'keyOf' | 'written'>
  /** One company, read anew; null when it is gone. */
  read(id: string): Promise<Intercom.Company | null>
  /** The one with this id of the customer's own, read anew. */
  readByCompanyId(companyId: string): Promise<Intercom.Company | null>
  listKeys(): string[]
}

type Answer = Intercom.Company | undefined

const companyId = idReader('company')

/** What can be done with companies. Each is one call, sent once: OpenAPI 2.14, `/companies`. */
export function createCompanyWrites({ intercom, writes, companies, read, readByCompanyId, listKeys }: Deps) {
  const lookAt = (id: string) => `Look at company ${id} in Intercom.`

  return {
    /** Makes the company with this id of the customer's own, or changes it. Intercom answers with the company. */
    upsert(ownId: string, fields: CompanyFields) {
      const touches = listKeys()
      return writes.once({
        step: 'upsert',
        about: { type: 'company', id: 'new' },
        send: () =>
          intercom.request<Answer>({ method: 'POST', route: '/companies', body: { ...companyToIntercom(fields), company_id: ownId } }),
        resultOf: (answer) => ({ companyId: String(answered(answer).id) }),
        announcedAs: (answer) => ({ topic: isNew(answered(answer)) ? 'company.created' : 'company.updated', item: answered(answer) }),
        take: (answer, at) => companies.written(answered(answer), at),
        touches,
        names: { as: [nameOf(ownId)], idOf: (answer) => String(answered(answer).id) },
        look: {
          async find() {
            const company = await readByCompanyId(ownId)
            if (company === null) return []
            // which one it is was not known before
            touches.push(companies.keyOf(String(company.id)))
            return isAs(company, fields) ? [company] : []
          },
        },
        checkWith: 'Look for the company in Intercom, by its own id: a company without contacts is in no list.',
      })
    },

    update: (id: string, fields: CompanyFields) =>
      writes.once({
        step: 'update',
        about: { type: 'company', id },
        send: () =>
          intercom.request<Answer>({
            method: 'PUT',
            route: '/companies/{company_id}',
            params: { company_id: id },
            body: companyToIntercom(fields),
          }),
        resultOf: (answer) => ({ companyId: String(answered(answer, id).id) }),
        announcedAs: (answer) => ({ topic: 'company.updated', item: answered(answer, id) }),
        take: (answer, at) => companies.written(answered(answer, id), at),
        touches: [companies.keyOf(id), ...listKeys()],
        look: { find: async () => [await read(id)].flatMap((one) => (one && isAs(one, fields) ? one : [])) },
        checkWith: lookAt(id),
      }),

    /** Intercom answers that it will be, and takes its contacts out of it behind its answer. */
    delete: (id: string) =>
      writes.once(
        deletion({
          about: { type: 'company', id },
          send: () => intercom.request<Deleted>({ method: 'DELETE', route: '/companies/{company_id}', params: { company_id: id } }),
          announcedAs: () => ({ topic: 'company.deleted', item: { id } }),
          touches: [companies.keyOf(id), ...listKeys()],
          read,
        }),
      ),
  }
}

/**
 * The company of an answer.
 *
 * @throws when the answer is another, or none
 */
function answered(answer: Answer, id?: string): Intercom.Company {
  const own = companyId(answer?.id)
  if (!answer || own === null || (id !== undefined && own !== id))
    throw new Error(id === undefined ? 'The answer is no company.' : `The answer is not company ${id}.`)
  return answer
}

/** The answer is the same for both; a company that was there has changed since it was made, unless that was in this second. */
const isNew = ({ created_at, updated_at }: Intercom.Company) => created_at !== undefined && created_at === updated_at
