import { z } from 'zod'

type Problems = {
  /** Whether what stands there may be a secret in the wrong place, which is not to be repeated. @default nothing is */
  mayBeSecret?(path: readonly PropertyKey[]): boolean
}

/** Everything that is wrong with `input`, one sentence per place: `api.maxPageSize is "many"; expected a whole number from 1 to 150`. */
export function problemsOf(error: z.ZodError, schema: z.ZodType, input: unknown, { mayBeSecret = () => false }: Problems = {}): string[] {
  const sentences = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(schema, issue.path, key))
    const place = issue.path.join('.') || 'the file'
    const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input)
    const told = mayBeSecret(issue.path) ? 'something else' : JSON.stringify(value)
    const what = value === undefined ? `${place} is missing` : `${place} is ${told}`
    return [`${what}; expected ${issue.code === 'invalid_type' && issue.expected === 'object' ? 'an object' : issue.message}`]
  })
  return [...new Set(sentences)]
}

function unknownKey(schema: z.ZodType, path: readonly PropertyKey[], key: string) {
  const nearest = nearestOf(key, keysAt(schema, path))
  return `${[...path, key].join('.')} is not a known key${nearest ? `; did you mean ${[...path, nearest].join('.')}?` : ''}`
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at = unwrapped(schema)
  for (const key of path) {
    if (at instanceof z.ZodObject) at = at.shape[String(key)]
    else if (at instanceof z.ZodRecord) at = at.valueType
    else if (at instanceof z.ZodArray) at = at.element
    at = unwrapped(at)
  }
  const kinds: readonly unknown[] = at instanceof z.ZodDiscriminatedUnion ? at.options : [at]
  return kinds.flatMap((kind) => (kind instanceof z.ZodObject ? Object.keys(kind.shape) : []))
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodPipe) return unwrapped(schema.in)
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return unwrapped(schema.unwrap())
  return schema
}

/** The word that the writer most likely meant; undefined when none is near enough to be worth a guess. */
export function nearestOf(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((candidate) => ({ candidate, edits: editsBetween(word.toLowerCase(), candidate.toLowerCase()) }))
  const best = ranked.sort((a, b) => a.edits - b.edits)[0]
  return best && best.edits <= Math.max(2, word.length / 3) && best.edits < word.length ? best.candidate : undefined
}

/** Levenshtein: insertions, deletions and replacements of single letters. */
function editsBetween(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[to.length]!
}
