/**
 * The translation for a language tag: the very one, else that of its language (`pt` for `pt-BR`), else, with `fallback`, the default one.
 *
 * @param translations the default one first
 */
export function inLocale<Translation extends { locale: string }>(
  translations: readonly Translation[],
  { locale, fallback }: { locale: string; fallback: boolean },
): Translation | null {
  for (let tag = locale.toLowerCase(); tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const found = translations.find((translation) => translation.locale.toLowerCase() === tag)
    if (found) return found
  }
  return (fallback && translations[0]) || null
}
