import { NotFoundError } from '../../errors.ts'
import type { Intercom as Client } from '../../intercom/client.ts'
import { type Page, readPage } from '../../intercom/pages.ts'
import type * as Intercom from '../../intercom/types.ts'
import { type ContactMerge, contactMergeFromIntercom } from './model.ts'

const none: Page<ContactMerge> = { items: [], next: null, totalCount: null, perPage: null }

/**
 * What was merged into a user, the latest first (OpenAPI 2.16, GET /contacts/{id}/merge_history); nothing for a lead, as for whoever is
 * not there. Never cached: merging is what a reader of it waits for.
 */
export async function listMerges(
  intercom: Pick<Client, 'request'>,
  contactId: string,
  { size, after }: { size: number; after: string | null },
): Promise<Page<ContactMerge>> {
  try {
    const answer = await intercom.request({
      method: 'GET',
      route: '/contacts/{id}/merge_history',
      params: { id: contactId },
      query: { per_page: size, cursor: after ?? undefined },
    })
    const page = readPage<Intercom.ContactMerge>(answer)
    return { ...page, items: page.items.flatMap((merge) => contactMergeFromIntercom(merge) ?? []) }
  } catch (error) {
    if (error instanceof NotFoundError) return none
    throw error
  }
}
