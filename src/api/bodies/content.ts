import { compile } from 'html-to-text'
import { builder } from '../builder.ts'
import { toMarkdown } from './markdown.ts'
import { createRenderings } from './renderings.ts'
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
const asText = compile({
  wordwrap: false,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    ...['td', 'th'].map((selector) => ({ selector, format: 'inlineSurround', options: { suffix: ' ' } })),
  ],
})

const withoutTrailingSpace = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()

const renderers: Record<BodyFormatName, (html: string) => string> = {
  HTML: sanitise,
  TEXT: (html) => withoutTrailingSpace(asText(sanitise(html))),
  MARKDOWN: (html) => toMarkdown(sanitise(html)),
}

const rendered = createRenderings({ render: renderers })

/** A text in the asked format, never with anything a browser would run. As Intercom stores it, it is HTML; null stays null. */
export const renderBody = (html: string | null, format: BodyFormatName): string | null => (html === null ? null : rendered(html, format))

/** An address that is safe to put into a link: absolute http or https; anything else (`javascript:`, relative, garbage) is null. */
export function safeUrl(value: string | null): string | null {
  if (value === null || !URL.canParse(value)) return null
  const { protocol } = new URL(value)
  return protocol === 'http:' || protocol === 'https:' ? value : null
}

/** The argument every rendered text takes. */
export const bodyFormatArg = { type: BodyFormat, defaultValue: 'HTML', required: true, description: 'How to render it.' } as const
