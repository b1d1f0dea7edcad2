import type { Actions } from '../actions/actions.ts'
import type { LiveWorld } from '../store/world.ts'
import type { Version } from './versions.ts'

/** What a handler is given: the request, understood as far as no resource has to be known. */
export type Call = {
  world: LiveWorld
  /** By which a write changes the world, and tells it by webhook. */
  actions: Actions
  version: Version
  /** The segments in braces of the route's path, decoded. */
  params: Record<string, string>
  query: URLSearchParams
  /** The parsed JSON of the request; undefined when it had none. */
  body: unknown
  /** The address without the query, for links to a next page. */
  url: string
}

/**
 * One operation: its path is the template of the OpenAPI descriptions, and its answer is the JSON of a 200, or nothing for an empty one.
 * A handler throws an ApiError for every status that is no success.
 */
export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  answer: (call: Call) => unknown
  /** @default 200 */
  status?: 202
}

export type Match = { route: Route; name: string; params: Record<string, string> }

/** Finds the route of a request. A fixed segment beats one in braces, so `/companies/scroll` is no company's id. */
export function createRouter(routes: readonly Route[]) {
  const compiled = routes
    .map((route) => ({ route, name: `${route.method} ${route.path}`, segments: route.path.split('/') }))
    .sort((a, b) => braces(a.segments) - braces(b.segments))

  return {
    /** `path` is the raw one, before any decoding: an encoded slash belongs to its segment. */
    match(method: string, path: string): Match | undefined {
      const asked = path.split('/').map(decode)
      for (const { route, name, segments } of compiled) {
        if (route.method !== method || segments.length !== asked.length) continue
        const params = paramsOf(segments, asked)
        if (params) return { route, name, params }
      }
      return undefined
    },
  }
}

const isParam = (segment: string) => segment.startsWith('{')
const braces = (segments: string[]) => segments.filter(isParam).length

function paramsOf(segments: string[], asked: (string | undefined)[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [at, segment] of segments.entries()) {
    const value = asked[at]
    if (value === undefined) return undefined
    if (!isParam(segment)) {
      if (segment !== value) return undefined
    } else if (value === '') return undefined
    else params[segment.slice(1, -1)] = value
  }
  return params
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
