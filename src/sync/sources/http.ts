import { createHash } from 'node:crypto'
import type { SyncDefinition } from '../../config/syncs.ts'
import { type HttpAnswer, type HttpTime, httpCalls, mayPass, NoAnswerError, named } from './http-calls.ts'
import { parseJson, recordIn, tooDeep } from './json.ts'
import { asRaw } from './lines.ts'
import { type Source, SourceError, type SourceItem } from './source.ts'

type HttpConfig = Extract<SyncDefinition['source'], { type: 'http' }>
export type Paging = NonNullable<HttpConfig['paging']>

export type HttpSourceOptions = {
  /** What is read with GET. What its query says goes with every page. */
  url: string
  /** Sent with every request to its host, and to no other. Their values are in no error. */
  headers: Readonly<Record<string, string>>
  /** The path to the list in an answer: `data.items`; '' for the answer itself. */
  items: string
  /** How pages follow each other. @default there is one */
  paging?: Paging | undefined
  /** The parameter that asks for what has changed since an instant, in ISO 8601. */
  sinceParameter?: string | undefined
  /** How long one request may take, its body included. */
  timeoutMs: number
  time: HttpTime
}

const mostRedirects = 5

/**
 * The records of an API that answers JSON, page by page; one page is held at a time, of 20 MB at most. What is no object among its items is told, and
 * the others are read. Whole numbers beyond 2^53 are texts.
 *
 * Where pages have numbers or offsets, the last is the one that is empty: how many there are in a page is the server's to say. Pages and redirects are followed on
 * the same host only, as whoever is asked gets the headers.
 */
export function httpSource({ url, headers, items, paging, sinceParameter, timeoutMs, time }: HttpSourceOptions): Source {
  const calls = httpCalls({ secrets: headers, timeoutMs, time })
  const first = new URL(url)

  /** Another address, as a page or a redirect says it. */
  function follow(to: string, from: URL, what: string): URL {
    if (!URL.canParse(to, from)) throw new SourceError(`${what} leads to ${calls.shown(to)}, which is no URL.`)
    const next = new URL(to, from)
    // what stands behind a proxy may not know that it is asked by TLS
    if (next.protocol === 'http:' && first.protocol === 'https:' && next.hostname === first.hostname) next.protocol = 'https:'
    if (next.origin === first.origin) return next
    throw new SourceError(
      `${what} leads to another host, ${next.host}, which is not asked: it would get the headers that are for ${first.host}.`,
    )
  }

  async function get(from: URL): Promise<{ answer: HttpAnswer; what: string; url: URL }> {
    let asked = from
    for (let count = 0; count <= mostRedirects; count++) {
      const what = named({ method: 'GET', url: asked })
      const answer = await calls.send({ method: 'GET', url: asked }).catch((error) => {
        throw error instanceof NoAnswerError
          ? new SourceError(`${what} ${error.message}.`, { cause: error.cause, mayPass: error.mayPass })
          : error
      })
      const to = answer.header('location')
      if (!/^30[12378]$/.test(String(answer.status)) || to === undefined) return { answer, what, url: asked }
      asked = follow(to, asked, `${what} answered ${answer.status} and`)
    }
    throw new SourceError(`${named({ method: 'GET', url: from })} leads from one redirect to the next.`)
  }

  async function readPage(from: URL) {
    const { answer, what, url: asked } = await get(from)
    const { status, text } = answer
    if (status < 200 || status > 299) {
      const hint = hints[status] ?? ''
      const wait = answer.retryAfterMs === undefined ? '' : ` It asks to wait for ${Math.ceil(answer.retryAfterMs / 1000)} s.`
      throw new SourceError(`${what} answered ${status}${hint}: ${calls.shown(text)}.${wait}`, { mayPass: mayPass(status) })
    }
    if (!answer.isUtf8) throw new SourceError(`${what} answered ${status} with bytes that are not UTF-8: ${calls.shown(text)}.`)
    const page = parsed(text)
    if (page === undefined) throw new SourceError(`${what} answered ${status} with something else than JSON: ${calls.shown(text)}.`)
    const list = at(page, items)
    if (!Array.isArray(list)) {
      const where = items === '' ? 'that is no list; "items" says where in it the list is' : `without a list at ${JSON.stringify(items)}`
      throw new SourceError(`${what} answered ${status} with JSON ${where}: ${calls.shown(text)}.`)
    }
    return { page, list, answer, what, url: asked }
  }

  /** Where the page behind this one is. */
  function nextOf({ page, list, answer, what, url: asked }: Awaited<ReturnType<typeof readPage>>, place: PageNumber): URL | null {
    if (!paging) return null
    switch (paging.style) {
      case 'link': {
        const to = nextLink(answer.header('link'))
        return to === undefined ? null : follow(to, asked, what)
      }
      case 'next': {
        const to = at(page, paging.path)
        if (to === undefined || to === null || to === '' || to === false) return null
        if (typeof to !== 'string' && typeof to !== 'number')
          throw new SourceError(
            `${what} has neither text nor number at ${JSON.stringify(paging.path)}: ${calls.shown(JSON.stringify(to))}.`,
          )
        return paging.parameter === undefined ? follow(String(to), asked, what) : withParameter(place.base, paging.parameter, to)
      }
      case 'page':
        return list.length === 0 ? null : withParameter(place.base, paging.parameter, paging.first + place.pages)
      case 'offset':
        return list.length === 0 ? null : withParameter(place.base, paging.parameter, place.rows)
    }
  }

  /** The first page. */
  function begin(since: Date | null | undefined): URL {
    let base = first
    if (since && sinceParameter !== undefined) base = withParameter(base, sinceParameter, since.toISOString())
    if (paging?.style === 'page' || paging?.style === 'offset') {
      if (paging.sizeParameter !== undefined) base = withParameter(base, paging.sizeParameter, paging.size)
      base = withParameter(base, paging.parameter, paging.style === 'page' ? paging.first : 0)
    }
    return base
  }

  return {
    columns: async () => null,
    canReadSince: sinceParameter !== undefined,
    async *read({ since } = {}) {
      const place = { base: begin(since), pages: 0, rows: 0 }
      const seen = new Set<string>()
      let before = ''
      for (let next: URL | null = place.base; next; ) {
        if (seen.has(next.href))
          throw new SourceError(`${named({ method: 'GET', url: next })}: page ${place.pages} leads back to one that was read already.`)
        seen.add(next.href)
        const read = await readPage(next)
        place.pages += 1
        const content = createHash('sha256')
          .update(JSON.stringify(read.list.map((value) => tooDeep(value) ?? value)))
          .digest('base64')
        if (content === before && read.list.length > 0)
          throw new SourceError(`${read.what}: page ${place.pages} is the same as the one before it; check the parameters of "paging".`)
        before = content
        for (const value of read.list) yield itemOf(value, ++place.rows)
        next = nextOf(read, place)
      }
    },
    dispose: calls.dispose,
  }
}

/** How far a reading is: `base` is its first page, `pages` and `rows` what was read. */
type PageNumber = { base: URL; pages: number; rows: number }

const hints: Record<number, string> = {
  401: ' (it does not take the headers; check their values)',
  403: ' (it does not take the headers, or these may not read; check what they are allowed)',
  404: ' (check "url" and "paging")',
}

function itemOf(value: unknown, row: number): SourceItem {
  const place = { row }
  const found = recordIn(value)
  return typeof found === 'string'
    ? { place, problem: found, raw: tooDeep(value) === undefined ? asRaw(JSON.stringify(value)) : '' }
    : { place, record: found }
}

function parsed(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return undefined
  }
}

/** What is at a path such as `data.items`. */
function at(value: unknown, path: string): unknown {
  if (path === '') return value
  return path.split('.').reduce((inner: unknown, name) => {
    return typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Record<string, unknown>)[name] : undefined
  }, value)
}

function withParameter(url: URL, name: string, value: string | number): URL {
  const next = new URL(url)
  next.searchParams.set(name, String(value))
  return next
}

/** The target of rel="next" in a header `Link`, as of RFC 8288. */
function nextLink(header: string | undefined): string | undefined {
  for (const [, target, parameters = ''] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"[^"]*"|[^",;\s]+))?)*)/g)) {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^",;\s]+))/i.exec(parameters) ?? []
    if ((quoted ?? bare ?? '').toLowerCase().split(/\s+/).includes('next')) return target
  }
  return undefined
}
