import { expect, test } from 'vitest'
import { createRenderings } from '../../../../src/api/bodies/renderings.ts'

/** Renders in two forms, and notes each time that it had to. */
function startRendering(maxCharacters: number) {
  const done: string[] = []
  const as = (form: string) => (html: string) => {
    done.push(`${form} of ${html.slice(0, 10)}`)
    return `${html} as ${form}`
  }
  return { done, rendered: createRenderings({ render: { TEXT: as('TEXT'), HTML: as('HTML') }, maxCharacters }) }
}

test('a text is rendered once in each form, whatever record it comes from', () => {
  const { done, rendered } = startRendering(1_000)
  for (let times = 0; times < 3; times++) {
    expect(rendered('one', 'TEXT')).toBe('one as TEXT')
    expect(rendered(['o', 'ne'].join(''), 'HTML')).toBe('one as HTML')
    expect(rendered('two', 'TEXT')).toBe('two as TEXT')
    expect(rendered('', 'TEXT')).toBe(' as TEXT')
  }
  expect(done).toEqual(['TEXT of one', 'HTML of one', 'TEXT of two', 'TEXT of '])
})

test('ten thousand texts leave behind what was used last, up to the bound, counted in all its forms', () => {
  const { done, rendered } = startRendering(100_000)
  const texts = Array.from({ length: 10_000 }, (_, at) => String(at).padEnd(1_000, '.'))
  for (const text of texts) {
    rendered(texts[0]!, 'TEXT')
    rendered(text, 'TEXT')
    rendered(text, 'HTML')
  }
  const isKept = (text: string) => {
    const before = done.length
    rendered(text, 'TEXT')
    return done.length === before
  }
  // some three thousand characters each
  expect(texts.filter((_, at) => at > 0 && at < 9_960).some(isKept)).toBe(false)
  done.length = 0
  for (const text of [texts[0]!, ...texts.slice(-20)]) rendered(text, 'TEXT')
  expect(done).toHaveLength(21)
})

test('one text that would push out the others is rendered each time', () => {
  const { done, rendered } = startRendering(1_000)
  rendered('small', 'TEXT')
  for (let times = 0; times < 3; times++) rendered('large'.repeat(100), 'TEXT')
  rendered('small', 'TEXT')
  expect(done).toEqual(['TEXT of small', ...Array(3).fill('TEXT of largelarge')])
})
