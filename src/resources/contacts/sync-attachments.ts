import type { Attachments } from '../../sync/syncable.ts'
import type { ContactsService } from './service.ts'

/** Which contacts are in which companies, as a sync reads and writes it. Each link leads to a state, however often it is made. */
export const syncableAttachments = ({ contacts }: { contacts: ContactsService }): Attachments => ({
  async attach(contactId, companyId) {
    await contacts.write.attachCompany(contactId, companyId)
  },
  async detach(contactId, companyId) {
    await contacts.write.detachCompany(contactId, companyId)
  },
  async companiesOf(contactId) {
    const all = new Set<string>()
    const asked = new Set<string | null>()
    for (let after: string | null | undefined = null; after !== undefined && !asked.has(after); ) {
      asked.add(after)
      const page: { ids: readonly (string | null)[]; next: string | null } = await contacts.listCompanies(contactId, after)
      for (const id of page.ids) if (id !== null) all.add(id)
      after = page.next ?? undefined
    }
    return [...all]
  },
})
