import { NotFoundError } from '../../errors.ts'
import { idReader } from '../../intercom/ids.ts'
import { readEach } from '../../intercom/read-many.ts'
import type { CompaniesService } from '../companies/service.ts'
import type { Contact } from './model.ts'
import { type CompaniesWanted, fewestCalls } from './service-fewest-calls.ts'

type Needs = {
  companies: CompaniesService
  /** What of a contact can be answered without a call; undefined when nothing can. */
  peekContact: (id: string) => Promise<Contact | null | undefined>
  /** Calls at the same time. */
  concurrency: number
}

type Found = Awaited<ReturnType<CompaniesService['getMany']>>[number]

const asContactId = idReader('contact')

/** Rows of a page of a contact's companies. One size for everybody, so that each finds what another has read. */
export const companiesPerPage = 50

/** The companies of contacts, at the fewest calls that Intercom allows. */
export function createContactCompanies({ companies, peekContact, concurrency }: Needs) {
  const warming = new Map<string, Promise<void>>()

  const listCompanies = (contactId: string, after: string | null) => companies.listOfContact(contactId, { size: companiesPerPage, after })

  async function warm(contactId: string) {
    const contact = await peekContact(contactId)
    const isGone = contact === null
    const isKnown = contact && !contact.companies.hasMore && !(await companies.peek(contact.companies.ids)).includes(undefined)
    if (isGone || isKnown) return
    await listCompanies(contactId, null)
  }

  /** Which contacts to read all companies of, and which companies by their ids: those at hand too, as they cost nothing. */
  async function plan(wanted: readonly CompaniesWanted[], ids: readonly string[]) {
    const cold = fewestCalls(wanted, new Set())
    if (cold.contactIds.length === 0) return cold
    const peeked = await companies.peek(ids)
    const atHand = new Set(ids.filter((_, index) => peeked[index] !== undefined))
    const { contactIds, companyIds } = fewestCalls(wanted, atHand)
    return { contactIds, companyIds: [...atHand, ...companyIds] }
  }

  /** Aligned with what is wanted, and each with its ids. Never rejects. */
  async function getCompanies(wanted: readonly CompaniesWanted[]): Promise<Found[][]> {
    await Promise.all(wanted.map(({ contactId }) => warming.get(contactId)))
    const ids = [...new Set(wanted.flatMap((each) => each.ids))]
    const found = new Map<string, Found>()

    async function readByIds(some: readonly string[]) {
      if (some.length === 0) return
      for (const [index, company] of (await companies.getMany(some)).entries()) found.set(some[index]!, company)
    }
    async function readOfContact(contactId: string) {
      try {
        for (const company of (await listCompanies(contactId, null)).items) {
          if (company && !(company instanceof Error)) found.set(company.id, company)
        }
      } catch (error) {
        // a contact that has gone meanwhile says nothing about its companies: they are read by their ids
        if (error instanceof NotFoundError) return
        const lost = wanted.filter((each) => each.contactId === contactId).flatMap((each) => each.ids)
        for (const id of lost) if (!found.has(id)) found.set(id, error as Error)
      }
    }
    const { contactIds, companyIds } = await plan(wanted, ids)
    await Promise.all([readEach(contactIds, concurrency, readOfContact), readByIds(companyIds)])
    await readByIds(ids.filter((id) => !found.has(id)))
    return wanted.map((each) => each.ids.map((id) => found.get(id) ?? null))
  }

  return {
    listCompanies,
    getCompanies,
    /**
     * Starts reading a contact's companies before the contact itself is there, for `getCompanies` and `listCompanies`, which wait for it.
     * No call when it is known that there are none, or they are known, or when it is no id. Meant for one contact: for many, `getCompanies` finds cheaper ways.
     */
    warmCompanies(contactId: string): void {
      if (asContactId(contactId) === null || warming.has(contactId)) return
      // a failure is left to whoever asks
      const flight = warm(contactId).then(undefined, () => {})
      warming.set(
        contactId,
        flight.then(() => void warming.delete(contactId)),
      )
    },
  }
}
