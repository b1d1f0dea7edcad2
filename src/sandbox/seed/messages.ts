/** The words that a text leaves open. */
export type Words = { first: string; agent: string; company: string; number: string; id: string }

/** A phrase as the HTML that Intercom stores: its open words filled in, every line a paragraph. */
export function toHtml(text: string, words: Words): string {
  const filled = text.replaceAll(/\{(first|agent|company|number|id)\}/g, (_, word: keyof Words) => escapeHtml(words[word]))
  if (filled.startsWith('<')) return filled
  return filled
    .split('\n')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('\n')
}

/** The same without markup, for subjects. */
export function fill(text: string, words: Words): string {
  return text.replaceAll(/\{(first|agent|company|number|id)\}/g, (_, word: keyof Words) => words[word])
}

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
