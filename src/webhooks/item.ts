/** What a notification carries under `data.item`, as it came. Its shape goes by the topic and the version that the app has chosen: read, never trusted. */
export type Item = { readonly [name: string]: unknown }

/** Tells an id of one kind from anything else; null for what is none. */
export type IdReader = (value: unknown) => string | null

/** Everything that lies at a path; `contacts.contacts[].id` goes through each of a list. Nothing where the way ends. */
export function valuesAt(item: Item, path: string): unknown[] {
  return path.split('.').reduce<unknown[]>(
    (values, step) => {
      const isList = step.endsWith('[]')
      const name = isList ? step.slice(0, -2) : step
      const found = values.flatMap((value) => (isObject(value) && Object.hasOwn(value, name) ? [value[name]] : []))
      return isList ? found.flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : [])) : found
    },
    [item],
  )
}

/** Every id at these paths, each once, in the order of the paths. */
export const idsAt = (item: Item, idOf: IdReader, ...paths: string[]): string[] => [
  ...new Set(paths.flatMap((path) => valuesAt(item, path)).flatMap((value) => idOf(value) ?? [])),
]

/** The first id at these paths, or null. */
export const idAt = (item: Item, idOf: IdReader, ...paths: string[]): string | null => idsAt(item, idOf, ...paths)[0] ?? null

/** A word of Intercom's at a path, such as `open` or `part_type`: null for anything that is not one, as what people wrote. */
export function wordAt(item: Item, path: string): string | null {
  const [value] = valuesAt(item, path)
  return typeof value === 'string' && /^\w{1,64}$/.test(value) ? value : null
}

export const isObject = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value)
