import { randomUUID } from 'node:crypto'
import { ApiError, notFound } from '../http/errors.ts'
import type { LiveWorld } from '../store/world.ts'

type Scroll = { param: string; ids: string[]; read: number; expiresAtMs: number }

const open = new WeakMap<LiveWorld, Scroll>()
const idleMs = 60_000
const perPage = 100

/**
 * GET /companies/scroll: one scroll at a time for the whole workspace, forgotten after a minute without a request.
 * The end is an empty page that still carries the parameter, which by then is of no more use.
 */
export function scrollCompanies(world: LiveWorld, param: string | null): { ids: string[]; scroll_param: string } {
  const now = world.now()
  const current = open.get(world)
  const alive = current && current.expiresAtMs > now ? current : undefined
  if (param === null && alive) throw new ApiError(400, 'scroll_exists', 'scroll already exists for this workspace')
  if (param !== null && alive?.param !== param) throw notFound('not_found', 'scroll parameter not found')

  const scroll = alive ?? { param: randomUUID(), ids: world.companies.inOrder().map(({ id }) => id), read: 0, expiresAtMs: 0 }
  const ids = scroll.ids.slice(scroll.read, scroll.read + perPage)
  if (ids.length === 0) open.delete(world)
  else open.set(world, { ...scroll, read: scroll.read + ids.length, expiresAtMs: now + idleMs })
  return { ids, scroll_param: scroll.param }
}
