import sanitizeHtml from 'sanitize-html'

const blocks = 'p|h[1-6]|ul|ol|li|blockquote|pre|table|thead|tbody|tr|td|th|div|hr|figure|img'
const betweenBlocks = new RegExp(`(</?(?:${blocks})\\b[^>]*>)\\s+(?=</?(?:${blocks})\\b)`, 'g')
const beginsWithBlock = new RegExp(`^<(?:${blocks})\\b`)

/**
 * What Intercom keeps of a body that a teammate wrote: harmless HTML, a line for each block, and what stands in no block is a paragraph. So it is not what
 * was sent, letter by letter: OpenAPI 2.14, the note among the examples of POST /conversations/{conversation_id}/reply. Empty when nothing is left.
 */
export function htmlFrom(body: string): string {
  const kept = sanitizeHtml(body, { allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img'], nestingLimit: 100 })
    .replace(betweenBlocks, '$1\n')
    .trim()
  if (kept === '') return ''
  return beginsWithBlock.test(kept) ? kept : `<p>${kept.replaceAll('\n', '<br>')}</p>`
}

/** What a customer wrote is text, and none of it is HTML. */
export const paragraphFrom = (text: string): string =>
  `<p>${text.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')}</p>`
