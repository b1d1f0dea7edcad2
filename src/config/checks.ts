import { z } from 'zod'

// Checks that several files of the configuration share. The message of each is what the reader is told after "expected".

const whole = (unit: string, least: number) => {
  const error = `a whole number${unit === '' ? '' : ` of ${unit}`}${least > 0 ? `, at least ${least}` : ''}`
  return z.int({ error }).min(least, { error })
}
export const milliseconds = (least = 0) => whole('milliseconds', least)
export const seconds = (least = 0) => whole('seconds', least)
export const bytes = (least = 0) => whole('bytes', least)
export const count = (least = 0) => whole('', least)
export const yesOrNo = () => z.boolean({ error: 'true or false' })
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values, { error: anyOf(values) })

export const anyOf = (words: readonly string[]) => inWords(words, 'or')
export const allOf = (words: readonly string[]) => inWords(words, 'and')
const inWords = (words: readonly string[], last: string) =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter(Boolean).join(` ${last} `)
