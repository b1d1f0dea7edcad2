import type { Intercom as Client } from '../../intercom/client.ts'
import { idReader } from '../../intercom/ids.ts'
import { eachPage, pageNumber, readPage } from '../../intercom/pages.ts'
import { instantFrom } from '../../intercom/values.ts'
import type { DeletedRecord } from '../../reconcile/reconciled.ts'

/** The largest page (OpenAPI 2.16, GET /conversations/deleted). */
const PER_PAGE = 60

/** What was deleted since a time, the last first, page by page until one ends before it (OpenAPI 2.16, GET /conversations/deleted). */
export async function* deletedSince(intercom: Pick<Client, 'request'>, since: Date): AsyncGenerator<DeletedRecord[]> {
  const pages = eachPage(async (after) => {
    const answer = await intercom.request({
      method: 'GET',
      route: '/conversations/deleted',
      query: { per_page: PER_PAGE, page: pageNumber(after), order: 'desc' },
    })
    return readPage<{ id: unknown; deleted_at?: number | null }>(answer, { numbered: true })
  })
  for await (const page of pages) {
    const deleted = page.flatMap(({ id, deleted_at }) => {
      const [conversation, deletedAt] = [asId(id), instantFrom(deleted_at)]
      return conversation !== null && deletedAt ? [{ id: conversation, deletedAt }] : []
    })
    const inTime = deleted.filter(({ deletedAt }) => deletedAt >= since)
    yield inTime
    if (inTime.length < deleted.length) return
  }
}

const asId = idReader('conversation')
