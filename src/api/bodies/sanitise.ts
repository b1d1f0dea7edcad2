import sanitizeHtml from 'sanitize-html'

/** Deeper than any honest mail quotes; what renders HTML goes as deep as the HTML does, and its stack does not. Text further in stays. */
const deepest = 150

/**
 * An absolute address of a harmless kind, else undefined. A relative one would point into the page that shows the text, which its writer does
 * not know.
 */
function safeAddress(address: string | undefined): string | undefined {
  const trimmed = address?.trim() ?? ''
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(trimmed) && URL.canParse(trimmed) ? trimmed : undefined
}

function withAddress(attribs: sanitizeHtml.Attributes, name: 'href' | 'src'): sanitizeHtml.Attributes {
  const { [name]: given, ...rest } = attribs
  const address = safeAddress(given)
  return address === undefined ? rest : { ...attribs, [name]: address }
}

const options: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, 'img', 'del', 'ins', 'figure', 'figcaption'],
  allowedAttributes: {
    a: ['href', 'title', 'target', 'rel'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    '*': ['dir', 'lang'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    ol: ['start'],
  },
  nestingLimit: deepest,
  // gone with what is in them
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'xmp', 'title'],
  transformTags: {
    // a page that a customer's link opens must not reach back into the desk's window
    a: (tagName, attribs) => ({ tagName, attribs: { ...withAddress(attribs, 'href'), rel: 'noopener noreferrer nofollow' } }),
    img: (tagName, attribs) => ({ tagName, attribs: withAddress(attribs, 'src') }),
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && attribs.src === undefined,
}

/** Deeper than this is no text any more but an attack on whoever parses it, which takes the square of the depth. */
const deepestRead = 1_000

class TooDeep extends Error {}

/** HTML with nothing in it that a browser would run, load from where it should not, or be led astray by. */
export function sanitise(html: string): string {
  let depth = 0
  const onOpenTag = () => {
    depth += 1
    if (depth > deepestRead) throw new TooDeep()
  }
  const onCloseTag = () => {
    depth -= 1
  }
  try {
    return sanitizeHtml(html, { ...options, onOpenTag, onCloseTag })
  } catch (error) {
    if (error instanceof TooDeep) return withoutTags(html)
    throw error
  }
}

/** What stands between the tags. */
const withoutTags = (html: string) =>
  html
    .split('<')
    .map((piece, index) => (index === 0 ? piece : piece.slice(piece.indexOf('>') + 1)))
    .join(' ')
    .replaceAll('>', '&gt;')
    .replace(/\s+/g, ' ')
