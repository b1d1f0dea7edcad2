import { InvalidInputError } from '../errors.ts'

/** `?a=1&b=2`, arrays repeated (`id=1&id=2`) as the SDK writes them; nothing for values that are undefined or null. */
export function queryString(query: Readonly<Record<string, unknown>> | undefined): string {
  const pairs: string[] = []
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined || one === null) continue
      if (typeof one === 'object')
        throw new InvalidInputError(`The query parameter "${name}" is an object; expected text, a number or a boolean.`)
      pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(String(one))}`)
    }
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** A route template with its parameters in place, each percent-encoded: one that could lead to another path is refused. */
export function fillRoute(route: string, params: Readonly<Record<string, string>>): string {
  return route.replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = params[name] ?? ''
    // both are normalised away by URL parsers, encoded or not
    if (value === '' || value === '.' || value === '..' || !value.isWellFormed())
      throw new InvalidInputError(`${JSON.stringify(value)} cannot be the ${name} of ${route}.`)
    return encodeURIComponent(value)
  })
}
