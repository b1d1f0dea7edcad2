import type { Records } from './records.ts'
import { at, listAt, type Wire } from './rest.ts'
import type { Rules } from './rule.ts'

const isSame = (one: unknown, other: unknown) => String(one) === String(other)

const collectionOf = async (id: unknown, records: Records) => (await records.all('Collection')).find((one) => isSame(one.id, id))

/** From the top level down to the one above it. */
async function ancestorsOf({ parent_id }: Wire, records: Records): Promise<Wire[]> {
  const parent = parent_id === null ? undefined : await collectionOf(parent_id, records)
  return parent ? [...(await ancestorsOf(parent, records)), parent] : []
}

const byOrder = (one: Wire, other: Wire) => Number(one.order) - Number(other.order)

/** A record's texts in every language: its own are those of its default one. */
const translationsOf = (wire: Wire): Wire[] => {
  const own = wire.default_locale ?? 'und'
  const others = Object.entries((wire.translated_content ?? {}) as Record<string, Wire>).filter(([name]) => name !== 'type' && name !== own)
  return [{ ...wire, locale: own }, ...others.map(([locale, content]) => ({ ...content, locale }))]
}

const inGerman = (wire: Wire) => translationsOf(wire).find(({ locale }) => locale === 'de') ?? translationsOf(wire)[0]

export const helpCenter: Rules = {
  HelpCenter: {
    live: 'website_turned_on',
    rootCollections: async ({ id }, records) =>
      (await records.all('Collection')).filter(({ help_center_id }) => isSame(help_center_id, id)).sort(byOrder),
  },
  Collection: {
    parent: 'parent_id',
    ancestors: ancestorsOf,
    children: async ({ id }, records) => (await records.all('Collection')).filter(({ parent_id }) => isSame(parent_id, id)).sort(byOrder),
    helpCenter: async (wire, records) => at((await ancestorsOf(wire, records))[0] ?? wire, 'help_center_id'),
    translation: { args: 'locale: "de"', from: inGerman },
    articles: async ({ id }, records) =>
      (await records.all('Article')).filter(({ parent_ids }) => (parent_ids as unknown[]).some((parent) => isSame(parent, id))),
  },
  CollectionTranslation: { title: 'name', url: ({ url }) => url ?? null },
  Article: {
    author: 'author_id',
    collection: 'parent_ids.0',
    translation: { args: 'locale: "de"', from: inGerman },
    translations: translationsOf,
    tags: 'tags.tags',
  },
  ArticleTranslation: { author: 'author_id' },
  ArticleStatistics: {
    happyPercentage: 'happy_reaction_percentage',
    neutralPercentage: 'neutral_reaction_percentage',
    sadPercentage: 'sad_reaction_percentage',
  },
  ArticleSearchHit: {
    article: (wire) => wire.article,
    titleHighlights: (wire) => [textOf(listAt(wire, 'highlights.highlighted_title'))],
    bodyHighlights: (wire) => (at(wire, 'highlights.highlighted_summary') as Wire[][]).map(textOf),
  },
}

const textOf = (chunks: readonly Wire[]) => chunks.map(({ text }) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;')).join('')
