import { LRUCache } from 'lru-cache'

export type RenderingsOptions<Format extends string> = {
  render: Readonly<Record<Format, (html: string) => string>>
  /**
   * What is kept in all, in characters of the texts as they came and as they were rendered: at most two bytes each. The least recently used
   * go first, and a text with more than a quarter of it is rendered each time.
   *
   * @default 16_000_000 // some thousand threads
   */
  maxCharacters?: number
}

/**
 * Texts in the forms they were asked for, so that a thread is sanitised once, not at each query. By the text itself: who can ask for it has
 * it, and the same words in many records are rendered once. Bounded here, as records in the cache are counted without what is made of them.
 */
export function createRenderings<Format extends string>({ render, maxCharacters = 16_000_000 }: RenderingsOptions<Format>) {
  type Forms = Partial<Record<Format, string>>
  const sizeOf = (forms: Forms, html: string) =>
    Object.values<string | undefined>(forms).reduce((sum, text = '') => sum + text.length, html.length) + 1
  const rendered = new LRUCache<string, Forms>({ maxSize: maxCharacters, maxEntrySize: maxCharacters / 4, sizeCalculation: sizeOf })
  return (html: string, format: Format): string => {
    const forms = rendered.get(html)
    const known = forms?.[format]
    if (known !== undefined) return known
    const text = render[format](html)
    rendered.set(html, { ...forms, [format]: text })
    return text
  }
}
