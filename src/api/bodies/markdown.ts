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

// ticks in a code span end it, or join those of the span beside it, and what stood in it as code stands there as HTML: with ticks it is a text
turndown.addRule('code', {
  filter: ({ nodeName, parentNode, previousSibling, nextSibling }) =>
    nodeName === 'CODE' && (parentNode?.nodeName !== 'PRE' || previousSibling !== null || nextSibling !== null),
  replacement: (content) => {
    const line = content.replace(/\r?\n|\r/g, ' ')
    return line.includes('`') ? turndown.escape(line) : line && `\`${line}\``
  },
})

/** What begins on a line of its own, and leaves one to what is in it. */
const blocks = new Set(
  `ARTICLE ASIDE BLOCKQUOTE BODY DD DIV DL DT FIGURE FOOTER HEADER HTML LI MAIN NAV OL P SECTION TABLE TBODY TD TFOOT TH THEAD TR UL X-TURNDOWN
   #document`.split(/\s+/),
)

function standsAlone({ parentNode }: TurndownService.Node): boolean {
  return !parentNode || (blocks.has(parentNode.nodeName) && standsAlone(parentNode as TurndownService.Node))
}

// a fence that does not begin its line fences nothing: within a link or an emphasis the code is a text
turndown.addRule('fencedCodeBlock', {
  filter: ({ nodeName, firstChild }) => nodeName === 'PRE' && firstChild?.nodeName === 'CODE',
  replacement: (_, node) => {
    const code = (node.textContent ?? '').replace(/\n$/, '')
    if (!standsAlone(node)) return turndown.escape(code)
    let longest = 2
    for (const [ticks] of code.matchAll(/`{3,}/g)) longest = Math.max(longest, ticks.length)
    const fence = '`'.repeat(longest + 1)
    return `\n\n${fence}\n${code}\n${fence}\n\n`
  },
})

const attributeOf = (node: TurndownService.Node, name: string) => ('getAttribute' in node && node.getAttribute(name)) || ''

/** Longer runs of spaces show nothing more, and cost Turndown their square: a message of nothing else would hold everybody up. */
const longestRun = 200
const longRuns = new RegExp(`[^\\S\\n]{${longestRun},}`, 'g')

/** To Markdown a line ends here too, and what Turndown indents ends nowhere else but at a line feed. */
const otherLineEnds = /\r\n?/g

/** Sanitised HTML as CommonMark that holds no HTML. */
export const toMarkdown = (safeHtml: string): string =>
  turndown.turndown(safeHtml.replace(otherLineEnds, '\n').replace(longRuns, (run) => run.slice(0, longestRun)))
