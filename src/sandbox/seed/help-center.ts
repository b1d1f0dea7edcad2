import type { ArticleRecord, CollectionRecord, HelpCenterRecord, Seconds } from '../records.ts'
import { type PlannedArticle, writeArticles } from './articles.ts'
import { collectionOf } from './collections.ts'
import type { CollectionOutline } from './help/outline.ts'
import { outlines } from './help/outlines.ts'
import { numberId } from './ids.ts'
import { createRandom } from './random.ts'
import { day } from './seconds.ts'

type HelpCenter = { helpCenters: HelpCenterRecord[]; collections: CollectionRecord[]; articles: ArticleRecord[] }

/** Two help centers: collections in three levels, articles in up to six languages, some of them drafts, some in two collections. */
export function createHelpCenter(given: { now: Seconds; authorIds: readonly string[]; tagIds: readonly string[] }): HelpCenter {
  const { now } = given
  const random = createRandom('help-center')
  const helpCenters: HelpCenterRecord[] = []
  const collections: CollectionRecord[] = []
  const planned: PlannedArticle[] = []

  outlines.forEach(({ name, identifier, locales, collections: roots }, i) => {
    const id = String(91_870 + i * 4)
    const created_at = now - (900 - i * 400) * day
    const custom_domain = i === 0 ? 'help.larkspur.example' : null
    const home = `https://${custom_domain ?? `intercom.help.example/${identifier}`}`
    helpCenters.push({
      id,
      identifier,
      display_name: name,
      website_turned_on: true,
      url: home,
      custom_domain,
      created_at,
      updated_at: now - 3 * day,
      is_default: i === 0,
      locales: [...locales],
    })

    const plant = (outline: CollectionOutline, order: number, parentId: string | null, inherited: readonly string[]): void => {
      const updated_at = now - random.int(1, 200) * day
      const place = { id: numberId('106', collections.length + 1), home, order, parentId, helpCenterId: id, created_at, updated_at }
      collections.push(collectionOf(outline, place))
      const steps = outline.steps ?? inherited
      for (const article of outline.articles ?? []) {
        planned.push({ outline: article, id: numberId('98', planned.length + 1), home, collectionId: place.id, steps })
      }
      for (const [position, below] of (outline.below ?? []).entries()) plant(below, position, place.id, steps)
    }
    for (const [position, root] of roots.entries()) plant(root, position, null, [])
  })

  return { helpCenters, collections, articles: writeArticles({ planned, collections, random, ...given }) }
}
