import { expect, test } from 'vitest'
import { inLocale } from '../../../src/api/locales.ts'

const translations = ['en', 'pt-BR', 'pt', 'zh-Hant', 'zh-CN'].map((locale) => ({ locale }))
const found = (locale: string, fallback = false) => inLocale(translations, { locale, fallback })?.locale ?? null

test.each([
  ['the very one', 'pt-BR', 'pt-BR'],
  ['whatever the case', 'PT-br', 'pt-BR'],
  ['that of its language', 'pt-AO', 'pt'],
  ['that of its language and script', 'zh-Hant-TW', 'zh-Hant'],
  ['not that of another country', 'zh', null],
  ['not a longer word that begins alike', 'e', null],
])('%s', (_, asked, expected) => {
  expect(found(asked)).toBe(expected)
})

test('the default one only where it is wanted', () => {
  expect(found('ja', true)).toBe('en')
  expect(found('ja')).toBeNull()
  expect(inLocale([], { locale: 'ja', fallback: true })).toBeNull()
})
