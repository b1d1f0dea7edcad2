import { compile } from 'html-to-text'

/** Compiled once: making it takes longer than most bodies. */
const textOf = compile({
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
  ],
})

/**
 * What a body says, alike for all the ways in which Intercom may write it: without its tags and its white space, which come back otherwise than
 * they were sent. Empty for a body without words, which nothing can be told by.
 */
export const wordsOf = (html: string | null | undefined): string =>
  textOf(html ?? '')
    .normalize('NFC')
    .replace(/[\s\u00a0\u200b]+/g, '')

/** Text that Intercom makes paragraphs of, as HTML that says the same. */
export const htmlOfText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
