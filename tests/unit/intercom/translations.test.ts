import { expect, test } from 'vitest'
import type { TranslatedContent } from '../../../src/intercom/help-center-types.ts'
import { translationsFrom } from '../../../src/intercom/translations.ts'

type Content = { title?: string | null }

const titles = (record: Content & { default_locale?: string | null; translated_content?: TranslatedContent<Content> | null }) =>
  translationsFrom<Content, { locale: string; title: unknown }>(record, (locale, { title }) => ({ locale, title }))

// by locale, as on the wire: more names than the type has
const translated = (content: Record<string, unknown>) => content as TranslatedContent<Content>

test('the default language comes first, from the record itself', () => {
  const content = translated({
    type: 'article_translated_content',
    'pt-BR': { title: 'Olá' },
    en: { title: 'Hello' },
    id: { title: 'Halo' },
  })
  expect(titles({ title: 'Hello', default_locale: 'en', translated_content: content })).toEqual([
    { locale: 'en', title: 'Hello' },
    { locale: 'pt-BR', title: 'Olá' },
    { locale: 'id', title: 'Halo' },
  ])
})

test('a language that Intercom does not name is undetermined', () => {
  for (const nothing of [undefined, null, '']) {
    expect(titles({ title: 'Hello', default_locale: nothing, translated_content: null })).toEqual([{ locale: 'und', title: 'Hello' }])
  }
})

test('languages without a text are not there', () => {
  const content = translated({ type: null, en: null, fr: { title: 'Bonjour' }, de: undefined })
  expect(titles({ title: 'Hello', default_locale: 'en', translated_content: content }).map(({ locale }) => locale)).toEqual(['en', 'fr'])
})
