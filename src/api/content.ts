import { convert, type HtmlToTextOptions } from 'html-to-text'
import { builder } from './builder.ts'
import { toMarkdown } from './markdown.ts'
import { sanitise } from './sanitise.ts'

const BodyFormat = builder.enumType('BodyFormat', {
  description: 'How to render a text that Intercom stores as HTML.',
  values: {
    HTML: {
      description: 'Sanitised HTML: text, links, lists, tables, images and code; no scripts, styles, frames, forms or event handlers.',
    },
    TEXT: { description: 'Plain text, links in brackets behind their words.' },
    MARKDOWN: { description: 'CommonMark.' },
  } as const,
})
export type BodyFormatName = 'HTML' | 'TEXT' | 'MARKDOWN'

// a table in a mail is mostly there for the looks: a line for each row, its cells apart
const asText: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['td', 'th'].map((selector) => ({ selector, format: 'inlineSurround', options: { suffix: ' ' } })),
  ],
}

const withoutTrailingSpace = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()

const renderers: Record<BodyFormatName, (html: string) => string> = {
  HTML: sanitise,
  TEXT: (html) => withoutTrailingSpace(convert(sanitise(html), asText)),
  MARKDOWN: (html) => toMarkdown(sanitise(html)),
}

/** Rendered bodies by the record that owns them: records in the cache are frozen and shared, so a thread is sanitised once, not at each query. */
const rendered = new WeakMap<object, Map<BodyFormatName, { html: string; text: string }>>()

/**
 * A record's text in the asked format, never with anything a browser would run.
 *
 * @param owner the record the text belongs to, one text each
 * @param html as Intercom stores it; null stays null
 */
export function renderBody(owner: object, html: string | null, format: BodyFormatName): string | null {
  if (html === null) return null
  const known = rendered.get(owner) ?? new Map<BodyFormatName, { html: string; text: string }>()
  rendered.set(owner, known)
  const before = known.get(format)
  if (before?.html === html) return before.text
  const text = renderers[format](html)
  known.set(format, { html, text })
  return text
}

/** An address that is safe to put into a link: absolute http or https; anything else (`javascript:`, relative, garbage) is null. */
export function safeUrl(value: string | null): string | null {
  if (value === null || !URL.canParse(value)) return null
  const { protocol } = new URL(value)
  return protocol === 'http:' || protocol === 'https:' ? value : null
}

/** The argument every rendered text takes. */
export const bodyFormatArg = { type: BodyFormat, defaultValue: 'HTML', required: true, description: 'How to render it.' } as const
