import type { ApiKey } from './environment.ts'
import { nearestOf } from './problems.ts'
import type { Sections } from './sections.ts'

const prefix = 'jwt:'

/**
 * What the bearer of a token is called: told from the name of a key, which has no colon, and from somebody of the same subject at another issuer,
 * where several are trusted. An issuer has no space.
 */
export const tokenCaller = (subject: string, issuer: string, issuers: { length: number }) =>
  issuers.length > 1 ? `${prefix}${issuer} ${subject}` : `${prefix}${subject}`

type Callers = Pick<Sections['api'], 'jwt' | 'callers'> & { keys: readonly ApiKey[] }

/** What is said of callers in the file, held against those there can be: a misspelt name would let somebody act as somebody else. */
export function checkCallers({ jwt, callers, keys }: Callers, problem: (sentence: string) => void) {
  const issuers = jwt.map(({ issuer }) => issuer)
  for (const issuer of new Set(issuers.filter((issuer, index) => issuers.indexOf(issuer) !== index)))
    problem(`api.jwt has the issuer ${JSON.stringify(issuer)} twice; expected once, as a token names nothing else`)
  const names = keys.map(({ name }) => name)
  for (const id of Object.keys(callers)) {
    if (id.startsWith(prefix)) {
      if (issuers.length === 0) problem(`api.callers.${id} is the subject of a token, and api.jwt has no issuer`)
      if (issuers.length > 1 && !issuers.some((issuer) => id.startsWith(tokenCaller('', issuer, issuers))))
        problem(
          `api.callers.${id} is of no issuer, and api.jwt has several, whose subjects may be the same; expected for example ${JSON.stringify(tokenCaller('nightly', issuers[0]!, issuers))}`,
        )
    } else if (!names.includes(id)) {
      const nearest = nearestOf(id, names)
      problem(`api.callers.${id} is no name of GATEWAY_API_KEYS${nearest === undefined ? '' : `; did you mean ${nearest}?`}`)
    }
  }
}
