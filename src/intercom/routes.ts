/** Collections whose ids carry another name in the OpenAPI description than their own singular. */
const idNames: Readonly<Record<string, string>> = {
  customers: 'contact_id', // DELETE /conversations/{conversation_id}/customers/{contact_id}
  find_by_external_id: 'external_id',
}

/**
 * The route template of a request, for logs, metrics and tests: `GET /contacts/{contact_id}`. It never carries an id.
 *
 * Derived, not listed: Intercom's paths are lower-case words, and whatever is not a word is an id named after the collection before it.
 *
 * @param path below the base URL, percent-encoded, with or without a query
 */
export function routeOf(method: string, path: string): string {
  const end = path.indexOf('?')
  let template = ''
  let collection = ''
  for (const segment of (end < 0 ? path : path.slice(0, end)).split('/')) {
    if (segment === '') continue
    const isWord = collection !== 'find_by_external_id' && /^[a-z][a-z_]*$/.test(segment)
    template += `/${isWord ? segment : `{${idNames[collection] ?? `${singular(collection)}_id`}}`}`
    collection = isWord ? segment : ''
  }
  return `${method} ${template || '/'}`
}

/** Query parameters that name a record, or a place in a walk: Intercom answers 404 where there is none (OpenAPI 2.14, GET /companies, GET /events). */
const namesRecord = /[?&](?:\w*_id|name|email|scroll_param)=/

/** Whether a request is about one record, so that a 404 says that it is not there; of any other it says that there is no such endpoint. */
export const isAboutRecord = (route: string, path: string) => route.includes('{') || namesRecord.test(path)

const singular = (collection: string) => collection.replace(/ies$/, 'y').replace(/s$/, '')
