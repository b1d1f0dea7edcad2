import type { Seconds } from '../records.ts'
import type { LiveWorld } from '../store/world.ts'
import type { Items } from '../webhooks/items.ts'
import type { Announce } from '../webhooks/webhooks.ts'
import type { createIds } from './ids.ts'

/** What every action is made of: it changes the world, and then announces what came to pass. */
export type ActionDeps = {
  world: LiveWorld
  items: Items
  announce: Announce
  ids: ReturnType<typeof createIds>
}

export const secondsOf = (world: LiveWorld): Seconds => Math.floor(world.now() / 1000)
