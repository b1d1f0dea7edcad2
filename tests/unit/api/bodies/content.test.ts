import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BodyFormatName, renderBody, safeUrl } from '../../../../src/api/bodies/content.ts'

const formats: BodyFormatName[] = ['HTML', 'TEXT', 'MARKDOWN']
const render = (html: string, format: BodyFormatName = 'HTML') => renderBody(html, format)!

describe('HTML', () => {
  test('keeps what text is made of', () => {
    const html =
      '<p>Hello <b>Ana</b>,<br />see <a href="https://x.example/a?b=1&amp;c=2">this</a>:</p><ul><li>one</li></ul>' +
      '<table><tr><td colspan="2">cell</td></tr></table><pre><code>a &lt; b</code></pre><img src="https://x.example/i.png" alt="A chart" />'
    expect(render(html)).toBe(html.replace('c=2"', 'c=2" rel="noopener noreferrer nofollow"'))
  })

  test.each([
    ['<p>a<script>alert(1)</script>b</p>', '<p>ab</p>'],
    ['<p>a<style>p{color:red}</style>b</p>', '<p>ab</p>'],
    ['<p onclick="x()" style="position:fixed" id="root" class="modal">a</p>', '<p>a</p>'],
    ['<iframe srcdoc="<script>1</script>"></iframe>a', 'a'],
    ['<form action="https://x.example"><input name="a"><button>go</button></form>', 'go'],
    ['<svg onload="x()"><a xlink:href="javascript:1">a</a></svg>', '<a rel="noopener noreferrer nofollow">a</a>'],
    ['<math><mtext><img src="x" onerror="y()"></mtext></math>a', 'a'],
    ['<object data="x"></object><embed src="x"><base href="https://x.example"><meta http-equiv="refresh" content="0">a', 'a'],
    ['<img src="data:image/svg+xml;base64,AAAA">a', 'a'],
    ['<img src="/logout"><img src="//x.example/i.png"><img>a', 'a'],
    ['<html><head><title>Re: parcel</title></head><body>a</body></html>', 'a'],
    ['<!-- <b> -->a<!--[if IE]><script>1</script><![endif]-->', 'a'],
    ['<noscript><p title="</noscript><img src=x onerror=1>">', ''],
    ['<template><script>1</script></template><textarea><script>1</script></textarea>a', 'a'],
    ['<p>unclosed <b>bold', '<p>unclosed <b>bold</b></p>'],
    ['<b <i>a</i>', '<b>a</b>'],
  ])('%s becomes %s', (html, clean) => {
    expect(render(html)).toBe(clean)
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \u000ejavascript:alert(1)',
    'java\nscript:alert(1)',
    'java&#10;script:alert(1)',
    '&#106;avascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>1</script>',
    'file:///etc/passwd',
    '//x.example',
    '/account/delete',
    'x.example',
    '#top',
    '',
  ])('a link to %j leads nowhere', (href) => {
    expect(render(`<a href="${href}">a</a>`)).toBe('<a rel="noopener noreferrer nofollow">a</a>')
  })

  test('a link may not reach back into the page it is shown in, whatever it says', () => {
    expect(render('<a href="https://x.example" target="_blank" rel="opener">a</a>')).toContain('rel="noopener noreferrer nofollow"')
  })
})

describe('TEXT', () => {
  test.each([
    ['<p>Hello <b>Ana</b>,</p><p>see <a href="https://x.example/a">this</a></p>', 'Hello Ana,\n\nsee this [https://x.example/a]'],
    ['<ul><li>one</li><li>two</li></ul>', ' * one\n * two'],
    ['<table><tr><td>plan</td><td>Pro</td></tr><tr><td>seats</td><td>3</td></tr></table>', 'plan Pro\nseats 3'],
    ['<a href="javascript:alert(1)">click</a><script>alert(1)</script><img src="https://x.example/i.png" alt="A chart">', 'click'],
    ['&lt;b&gt; &amp;amp; 5 &gt; 3', '<b> &amp; 5 > 3'],
    ['<p>one</p><p></p>', 'one'],
  ])('%s is %j', (html, text) => {
    expect(render(html, 'TEXT')).toBe(text)
  })
})

/** Text, as HTML, that would be a tag as Markdown. */
const tag = '&lt;img src=x onerror=alert(1)&gt;'

describe('MARKDOWN', () => {
  test.each([
    ['<h2>Title</h2><p>Hello <b>Ana</b></p>', '## Title\n\nHello **Ana**'],
    ['<a href="https://x.example/a_b?c=1&amp;d=2">this</a>', '[this](https://x.example/a_b?c=1&d=2)'],
    ['<img src="https://x.example/i.png" alt="A *chart*">', '![A \\*chart\\*](https://x.example/i.png)'],
    ['<pre><code>a &lt; b &amp;amp; c</code></pre>', '```\na < b &amp; c\n```'],
    ['<p>use <code>&lt;b&gt;</code></p>', 'use `<b>`'],
  ])('%s is %j', (html, markdown) => {
    expect(render(html, 'MARKDOWN')).toBe(markdown)
  })

  test.each([
    ['a text that looks like a tag', '<p>&lt;img src=x onerror=alert(1)&gt;</p>', '\\<img src=x onerror=alert(1)>'],
    ['a text that looks like an entity', '<p>&amp;lt;script&amp;gt; AT&amp;T &amp;#60;</p>', '\\&lt;script\\&gt; AT&T \\&#60;'],
    ['a text that looks like a link', '<p>[a](javascript:alert(1))</p>', '\\[a\\](javascript:alert(1))'],
    [
      'an address that ends its link',
      '<a href="https://x.example/) <img src=x onerror=1>">a</a>',
      '[a](https://x.example/%29%20%3Cimg%20src=x%20onerror=1%3E)',
    ],
    [
      'a mail address that ends its link',
      '<a href="mailto:a@b.example?subject=<i>) x">a</a>',
      '[a](mailto:a@b.example?subject=%3Ci%3E%29%20x)',
    ],
    [
      'an alternative text that ends its image',
      '<img src="https://x.example/" alt="](x) <b>&#10;&#10;# y">',
      '![\\](x) \\<b> # y](https://x.example/)',
    ],
    [
      'code with a tick beside other code',
      '<p><code>a</code><code>`&lt;img src=x onerror=alert(1)&gt;</code></p>',
      '`a`\\`\\<img src=x onerror=alert(1)>',
    ],
    [
      'a block of code in a link',
      `<a href="https://x.example/"><pre><code>${tag}</code></pre></a>`,
      '[\\<img src=x onerror=alert(1)>](https://x.example/)',
    ],
    ['a block of code in an emphasis', `<b>a<pre><code>${tag}</code></pre></b>`, '**a\\<img src=x onerror=alert(1)>**'],
    [
      'a block of code with a fence in it',
      `<pre><code>a\n  \`\`\`\n${tag}</code></pre>`,
      '````\na\n  ```\n<img src=x onerror=alert(1)>\n````',
    ],
    [
      'a block of code in a list, its lines ended otherwise',
      `<ul><li><pre><code>a&#13;${tag}</code></pre></li></ul>`,
      '-   ```\n    a\n    <img src=x onerror=alert(1)>\n    ```',
    ],
    ['a title', '<a href="https://x.example/" title="&quot;)<b>">a</a>', '[a](https://x.example/)'],
    ['a link without words', '<p>a<a href="https://x.example/"> </a></p>', 'a'],
  ])('%s stays what it is', (_, html, markdown) => {
    expect(render(html, 'MARKDOWN')).toBe(markdown)
  })
})

/** What HTML is broken with. */
const fragment = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '"',
    "'",
    '`',
    '&',
    '&lt;',
    '&#x3c;',
    '/',
    '=',
    ' ',
    '\n',
    '\0',
    '\\',
    '](',
    ')',
    '![',
    '<!--',
    '-->',
    ']]>',
    '<![CDATA[',
  ),
  fc.constantFrom(
    '<p>',
    '</p>',
    '<b>',
    '</i>',
    '<a href="',
    '<a href=',
    'https://x.example/',
    'javascript:',
    '<img src=',
    ' onerror=alert(1)',
    '<svg>',
    '<math>',
  ),
  fc.constantFrom(
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<textarea>',
    '</textarea>',
    '<xmp>',
    '<noscript>',
    '<iframe>',
    '<title>',
    '<template>',
    '<pre><code>',
  ),
  fc.string({ maxLength: 5 }),
)
const junk = fc.array(fragment, { maxLength: 25 }).map((parts) => parts.join(''))

describe('of any junk', () => {
  test('HTML holds only tags and attributes that are allowed', () => {
    fc.assert(
      fc.property(junk, (html) => {
        const clean = render(html)
        for (const [, name, attributes] of clean.matchAll(/<\/?([^\s>/]*)([^>]*)>/g)) {
          expect(name).not.toMatch(/^(script|style|iframe|svg|math|form|input|textarea|xmp|noscript|object|template|title)$/i)
          expect(attributes).toMatch(
            /^(\s+(href|src|alt|title|rel|target|width|height|dir|lang|colspan|rowspan|scope|start)="[^"]*"|\s+(alt|title))*\s*\/?$/,
          )
          for (const [, attribute, value] of (attributes ?? '').matchAll(/([a-z]+)="([^"]*)"/g)) {
            if (attribute === 'href' || attribute === 'src') expect(value).toMatch(/^(https?|mailto|tel):/)
          }
        }
      }),
      { numRuns: 3_000 },
    )
  })

  test('MARKDOWN holds no tag but in code', () => {
    fc.assert(
      fc.property(junk, (html) => {
        const outsideCode = render(html, 'MARKDOWN')
          .replace(/^( *>? *)*(`{3,})[^`]*$[\s\S]*?^\1?\2$/gm, '')
          .replace(/(?<!\\)(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')
        expect(outsideCode).not.toMatch(/(?<!\\)(\\\\)*<[a-z/!?]/i)
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('a megabyte', () => {
  const megabytes: Record<string, string> = {
    'of paragraphs': '<p>Hello <b>world</b> &amp; more that goes on for a while</p>'.repeat(17_000),
    'of one word': 'a'.repeat(1_000_000),
    'of spaces that count': `<pre>${' '.repeat(1_000_000)}x</pre>`,
    'of hard spaces': `<p>a${'\u00a0'.repeat(500_000)}<b>b</b></p>`,
    'of open tags': '<b>'.repeat(333_333),
    'of tags in tags': `${'<div>'.repeat(90_000)}x${'</div>'.repeat(90_000)}`,
    'of closing tags': '</b>'.repeat(250_000),
    'of brackets': '<'.repeat(1_000_000),
    'of attributes': `<p ${'a=1 '.repeat(250_000)}>x</p>`,
    'of quotations of quotations': `${'<blockquote>'.repeat(140)}${'x '.repeat(400_000)}`,
    'of comments': '<!--'.repeat(250_000),
    'of emphasis': `<p>${'*_`['.repeat(250_000)}</p>`,
    'of ticks': `<code>${'`'.repeat(1_000_000)}</code>`,
  }
  // what takes the square of a megabyte is not done in a minute, however idle the machine; what takes a multiple is, however busy
  test.each(Object.entries(megabytes))('%s is rendered in every format before the test is over', { timeout: 60_000 }, (_, html) => {
    for (const format of formats) expect(render(html, format)).toBeTypeOf('string')
  })

  test('nested beyond reason keeps its text, and no tags', () => {
    const html = `${'<div title="</div>">'.repeat(2_000)}Where is <script>my</script> parcel?${'</div>'.repeat(2_000)}`
    for (const format of formats) {
      expect(render(html, format)).toContain('Where is my parcel?')
      expect(render(html, format)).not.toContain('<')
    }
  })

  test('nested as deep as honest mail is keeps its tags', () => {
    const html = `${'<blockquote>'.repeat(100)}deep${'</blockquote>'.repeat(100)}`
    expect(render(html)).toBe(html)
  })
})

test('no text stays none', () => {
  expect(renderBody(null, 'TEXT')).toBeNull()
  expect(renderBody('', 'TEXT')).toBe('')
})

test.each([
  ['https://x.example/a', 'https://x.example/a'],
  ['http://x.example', 'http://x.example'],
  ['javascript:alert(1)', null],
  ['java\nscript:alert(1)', null],
  ['data:text/html,x', null],
  ['//x.example', null],
  ['/a', null],
  ['mailto:a@b.example', null],
  ['', null],
  [null, null],
])('the address %j is %j', (address, safe) => {
  expect(safeUrl(address)).toBe(safe)
})
