/** What must not be in a line in the first place. */
const secret = new Set([
  'authorization',
  'token',
  'accessToken',
  'clientSecret',
  'password',
  'email',
  'phone',
  'body',
  'variables',
  'query',
])
const deepest = 3

const isLookedInto = (value: unknown): value is object => typeof value === 'object' && value !== null && !(value instanceof Error)

const holdsSecret = (facts: object, depth: number): boolean =>
  Object.entries(facts).some(
    ([name, value]) => secret.has(name) || (depth < deepest && isLookedInto(value) && holdsSecret(value, depth + 1)),
  )

/**
 * The facts of a line of the log with `[redacted]` for whatever goes under the name of a secret, three levels deep. The second net: facts are ids,
 * counts and templates. A line without any, as every line should be, costs a look and no copy.
 */
export function withoutSecrets<Facts extends object>(facts: Facts, depth = 1): Facts {
  if (!holdsSecret(facts, depth)) return facts
  const each = ([name, value]: [string, unknown]) => {
    if (secret.has(name)) return [name, '[redacted]']
    return [name, depth < deepest && isLookedInto(value) ? withoutSecrets(value, depth + 1) : value]
  }
  const entries = Object.entries(facts).map(each)
  return (Array.isArray(facts) ? entries.map(([, value]) => value) : Object.fromEntries(entries)) as Facts
}
