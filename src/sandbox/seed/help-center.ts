import type { ArticleContentRecord, ArticleRecord, CollectionRecord, HelpCenterRecord, Seconds } from '../records.ts'
import { bodyOf } from './help/bodies.ts'
import type { ArticleOutline, CollectionOutline } from './help/outline.ts'
import { outlines } from './help/outlines.ts'
import { numberId } from './ids.ts'
import { createRandom } from './random.ts'
import { day } from './seconds.ts'

type HelpCenter = { helpCenters: HelpCenterRecord[]; collections: CollectionRecord[]; articles: ArticleRecord[] }

/** An article that is still to be written, in the place where it will stand. */
type Planned = { outline: ArticleOutline; id: string; home: string; collectionId: string; steps: readonly string[] }

/** Two help centers: collections in three levels, articles in up to six languages, some of them drafts, some in two collections. */
export function createHelpCenter({
  now,
  authorIds,
  tagIds,
}: {
  now: Seconds
  authorIds: readonly string[]
  tagIds: readonly string[]
}): HelpCenter {
  const random = createRandom('help-center')
  const helpCenters: HelpCenterRecord[] = []
  const collections: CollectionRecord[] = []
  const planned: Planned[] = []

  outlines.forEach(({ name, identifier, locales, collections: roots }, i) => {
    const created_at = now - (900 - i * 400) * day
    const home = `https://${i === 0 ? 'help.larkspur.example' : `intercom.help.example/${identifier}`}`
    const id = String(91_870 + i * 4)
    const custom_domain = i === 0 ? 'help.larkspur.example' : null
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

    const plant = (outline: CollectionOutline, order: number, parentId: string | null, inherited: readonly string[]) => {
      const collection = collectionOf(outline, {
        id: numberId('106', collections.length + 1),
        home,
        order,
        parentId,
        helpCenterId: id,
        created_at,
        updated_at: now - random.int(1, 200) * day,
      })
      collections.push(collection)
      const steps = outline.steps ?? inherited
      for (const article of outline.articles ?? [])
        planned.push({ outline: article, id: numberId('98', planned.length + 1), home, collectionId: collection.id, steps })
      outline.below?.forEach((below, position) => void plant(below, position, collection.id, steps))
    }
    roots.forEach((root, position) => void plant(root, position, null, []))
  })

  const articles = planned.map((plan, i) => {
    const neighbour = planned[(i + 1) % planned.length] ?? plan
    const second = collections.find(({ name }) => name === plan.outline.also)
    const created_at = now - random.int(60, 860) * day
    const updated_at = Math.max(created_at, now - random.around(30 * day))
    const author_id = random.pick(authorIds)
    const state = plan.outline.draft ? ('draft' as const) : ('published' as const)

    const write = (locale: string, title: string): ArticleContentRecord => {
      const url = `${plan.home}/${locale}/articles/${plan.id}-${slug(plan.outline.title)}`
      const link = {
        title: neighbour.outline.title,
        url: `${neighbour.home}/${locale}/articles/${neighbour.id}-${slug(neighbour.outline.title)}`,
      }
      const body = bodyOf({ random, locale, title, about: plan.outline.about, steps: plan.steps, neighbour: link })
      const description = locale === 'en' ? (i % 4 === 3 ? null : plan.outline.about.replaceAll(/<[^>]+>/g, '')) : title
      return { title, description, body, author_id, state, created_at, updated_at, url: state === 'published' ? url : null }
    }

    const english = write('en', plan.outline.title)
    const translations = Object.entries(plan.outline.in ?? {}).map(([locale, title]) => {
      // a translation may lag behind: some are not published yet
      const content = write(locale, title)
      return [locale, i % 9 === 4 && locale === 'fr' ? { ...content, state: 'draft' as const, url: null } : content] as const
    })

    return {
      ...english,
      id: plan.id,
      default_locale: 'en',
      // the last draft lies loose on the desk
      parent_ids: plan.outline.title === 'Sub-processors' ? [] : second ? [plan.collectionId, second.id] : [plan.collectionId],
      translated_content: { en: english, ...Object.fromEntries(translations) },
      tag_ids: i % 6 === 1 ? random.some(tagIds, 2) : [],
      statistics: statistics(state === 'draft' ? 0 : random.around(700)),
    }
  })

  return { helpCenters, collections, articles }

  function statistics(views: number): ArticleRecord['statistics'] {
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
}

type Place = {
  id: string
  home: string
  order: number
  parentId: string | null
  helpCenterId: string
  created_at: Seconds
  updated_at: Seconds
}

function collectionOf(
  { name, about, icon, in: others }: CollectionOutline,
  { id, home, order, parentId, helpCenterId, created_at, updated_at }: Place,
): CollectionRecord {
  const description = about ?? null
  const translations = Object.entries(others ?? {}).map(
    ([locale, translated]) => [locale, { name: translated, description: null }] as const,
  )
  return {
    id,
    name,
    description,
    created_at,
    updated_at,
    url: `${home}/en/collections/${id}-${slug(name)}`,
    icon: icon ?? null,
    order,
    default_locale: 'en',
    translated_content: { en: { name, description }, ...Object.fromEntries(translations) },
    parent_id: parentId,
    help_center_id: helpCenterId,
  }
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
