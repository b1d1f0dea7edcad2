import TurndownService from 'turndown'

/** What Markdown, as HTML, reads as one character. */
const entity = /&(?=#?\w+;)/g

const turndown = new TurndownService({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' })

// Markdown may hold HTML, and what shows it may run that: a text that looks like a tag or an entity must stay a text
const escapeMarkdown = turndown.escape.bind(turndown)
turndown.escape = (text) => escapeMarkdown(text).replaceAll('<', '\\<').replace(entity, '\\&')

/** An absolute address without a character that means something to Markdown or HTML. */
const written = (address: string) =>
  new URL(address).href
    .replace(/[\s<>"'`()[\]\\]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replace(entity, '&amp;')

// titles are left out: few have one, and it could hold anything
turndown.addRule('link', {
  filter: (node) => node.nodeName === 'A' && node.hasAttribute('href'),
  replacement: (content, node) => (content.trim() === '' ? '' : `[${content}](${written(attributeOf(node, 'href'))})`),
})
turndown.addRule('image', {
  filter: 'img',
  replacement: (_, node) => `![${turndown.escape(attributeOf(node, 'alt').replace(/\s+/g, ' '))}](${written(attributeOf(node, 'src'))})`,
})

const attributeOf = (node: TurndownService.Node, name: string) => ('getAttribute' in node && node.getAttribute(name)) || ''

/** Longer runs of spaces show nothing more, and cost Turndown their square: a message of nothing else would hold everybody up. */
const longestRun = 200
const longRuns = new RegExp(`[^\\S\\n]{${longestRun},}`, 'g')

/** Sanitised HTML as CommonMark that holds no HTML. */
export const toMarkdown = (safeHtml: string): string => turndown.turndown(safeHtml.replace(longRuns, (run) => run.slice(0, longestRun)))
