import type { TranslatedContent } from './help-center-types.ts'

/** For texts whose language Intercom does not say: it names locales in multilingual help centers only (OpenAPI 2.14, `default_locale`). */
const undetermined = 'und'

type Localized = { locale: string }

/**
 * A record's texts in every language, its default one first. The record's own texts are those of its default locale and are not always among
 * the translations; `translated_content` is keyed by locale, beside a `type`.
 */
export function translationsFrom<Content extends object, Translation extends Localized>(
  record: Content & { default_locale?: string | null; translated_content?: TranslatedContent<Content> | null },
  translationFrom: (locale: string, content: Content) => Translation,
): Translation[] {
  const own = translationFrom(record.default_locale || undetermined, record)
  const others = Object.entries(record.translated_content ?? {}).flatMap(([locale, content]) =>
    typeof content === 'object' && content !== null && locale !== own.locale ? translationFrom(locale, content) : [],
  )
  return [own, ...others]
}
