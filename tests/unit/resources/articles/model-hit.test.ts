import { expect, test } from 'vitest'
import { highlightsFromIntercom } from '../../../../src/resources/articles/model-hit.ts'

const plain = (text: string) => ({ type: 'plain', text })
const highlight = (text: string) => ({ type: 'highlight', text })

test('what was found is marked, line by line', () => {
  expect(
    highlightsFromIntercom({
      article_id: '5',
      highlighted_title: [plain('The '), highlight('red'), plain(' button')],
      highlighted_summary: [
        [highlight('Red'), plain(' first')],
        [plain('then '), highlight('red')],
      ],
    }),
  ).toEqual({ titleHighlights: ['The <mark>red</mark> button'], bodyHighlights: ['<mark>Red</mark> first', 'then <mark>red</mark>'] })
})

test('whatever stands in a text is text: no tag and no attribute comes out of it', () => {
  const text = `</mark><img src=x onerror="steal()"> & 'so on' <script>`
  const { titleHighlights, bodyHighlights } = highlightsFromIntercom({
    highlighted_title: [highlight(text)],
    highlighted_summary: [[plain(text)]],
  })
  const escaped = '&#60;/mark&#62;&#60;img src=x onerror=&#34;steal()&#34;&#62; &#38; &#39;so on&#39; &#60;script&#62;'
  expect([titleHighlights, bodyHighlights]).toEqual([[`<mark>${escaped}</mark>`], [escaped]])
})

test('an article that Intercom says nothing of has none, and neither has one with empty texts', () => {
  const none = { titleHighlights: [], bodyHighlights: [] }
  for (const nothing of [undefined, null, {}, { highlighted_title: null, highlighted_summary: null }]) {
    expect(highlightsFromIntercom(nothing)).toEqual(none)
  }
  const empty = { highlighted_title: [], highlighted_summary: [[], [highlight('')], [{}]] }
  expect(highlightsFromIntercom(empty)).toEqual(none)
})
