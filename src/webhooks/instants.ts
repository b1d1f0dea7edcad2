import type { Item } from './item.ts'

/** An item with its own instants as the REST API has them: notifications of people, companies and articles write ISO 8601 where that has unix seconds. */
export const inUnixSeconds = (item: Item): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      const ms = name.endsWith('_at') && typeof value === 'string' ? Date.parse(value) : Number.NaN
      return [name, Number.isNaN(ms) ? value : Math.floor(ms / 1_000)]
    }),
  )
