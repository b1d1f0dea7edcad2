import type { ArticleContentRecord, ArticleRecord, CollectionRecord, Seconds } from '../records.ts'
import { bodyOf } from './help/bodies.ts'
import type { ArticleOutline } from './help/outline.ts'
import { slugOf } from './help/slug.ts'
import type { Random } from './random.ts'
import { day } from './seconds.ts'

/** An article that is still to be written, in the place where it will stand. */
export type PlannedArticle = { outline: ArticleOutline; id: string; home: string; collectionId: string; steps: readonly string[] }

type Desk = {
  planned: readonly PlannedArticle[]
  collections: readonly CollectionRecord[]
  random: Random
  now: Seconds
  authorIds: readonly string[]
  tagIds: readonly string[]
}

/** Writes the articles in all their languages, each with a link to the next one. */
export function writeArticles({ planned, collections, random, now, authorIds, tagIds }: Desk): ArticleRecord[] {
  return planned.map((plan, i) => {
    const { outline } = plan
    const neighbour = planned[(i + 1) % planned.length] ?? plan
    const created_at = now - random.int(60, 860) * day
    const updated_at = Math.max(created_at, now - random.around(30 * day))
    const author_id = random.pick(authorIds)
    const state = outline.draft ? ('draft' as const) : ('published' as const)

    const write = (locale: string, title: string): ArticleContentRecord => ({
      title,
      description: locale === 'en' ? summaryOf(outline, i) : title,
      body: bodyOf({
        random,
        locale,
        title,
        about: outline.about,
        steps: plan.steps,
        neighbour: { title: neighbour.outline.title, url: addressOf(neighbour, locale) },
      }),
      author_id,
      state,
      created_at,
      updated_at,
      url: state === 'published' ? addressOf(plan, locale) : null,
    })

    const english = write('en', outline.title)
    const translations = Object.entries(outline.in ?? {}).map(([locale, title]) => {
      // a translation may lag behind: some are not published yet
      const content = write(locale, title)
      return [locale, i % 9 === 4 && locale === 'fr' ? { ...content, state: 'draft' as const, url: null } : content] as const
    })

    return {
      ...english,
      id: plan.id,
      default_locale: 'en',
      parent_ids: parentsOf(plan, collections),
      translated_content: { en: english, ...Object.fromEntries(translations) },
      tag_ids: i % 6 === 1 ? random.some(tagIds, 2) : [],
      statistics: statisticsOf(state === 'draft' ? 0 : random.around(700), random),
    }
  })
}

const addressOf = ({ home, id, outline }: PlannedArticle, locale: string): string =>
  `${home}/${locale}/articles/${id}-${slugOf(outline.title)}`

/** Every fourth has none. */
const summaryOf = ({ about }: ArticleOutline, i: number): string | null => (i % 4 === 3 ? null : about.replaceAll(/<[^>]+>/g, ''))

/** The last draft lies loose on the desk. */
function parentsOf({ outline, collectionId }: PlannedArticle, collections: readonly CollectionRecord[]): string[] {
  if (outline.title === 'Sub-processors') return []
  const second = collections.find(({ name }) => name === outline.also)
  return second ? [collectionId, second.id] : [collectionId]
}

function statisticsOf(views: number, random: Random): ArticleRecord['statistics'] {
  const reactions = Math.floor((views * random.int(1, 12)) / 100)
  const happy = reactions === 0 ? 0 : random.int(40, 90)
  const neutral = reactions === 0 ? 0 : random.int(0, 100 - happy)
  return {
    views,
    conversions: Math.floor((views * random.int(0, 6)) / 100),
    reactions,
    happy_reaction_percentage: happy,
    neutral_reaction_percentage: neutral,
    sad_reaction_percentage: reactions === 0 ? 0 : 100 - happy - neutral,
  }
}
