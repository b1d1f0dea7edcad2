import { createActions } from '../../../../src/sandbox/actions/actions.ts'
import { createIds } from '../../../../src/sandbox/actions/ids.ts'
import type { Version } from '../../../../src/sandbox/http/versions.ts'
import type { World } from '../../../../src/sandbox/records.ts'
import { createLiveWorld } from '../../../../src/sandbox/store/world.ts'
import { createItems } from '../../../../src/sandbox/webhooks/items.ts'
import { noon } from '../small-world.ts'

export type Told = { topic: string; item: Record<string, unknown>; subject: string }

/** Actions in a world, an hour after everything in it happened, and what they announced. */
export function actIn(records: World, version: Version = '2.14') {
  const told: Told[] = []
  const world = createLiveWorld(records, { now: () => (noon + 3_600) * 1000, indexLagMs: () => 0 })
  const announce = (topic: string, item: unknown, subject: string) =>
    void told.push({ topic, item: JSON.parse(JSON.stringify(item)), subject })
  const actions = createActions({ world, items: createItems(world, version), announce, ids: createIds(world) }, version)
  return { world, actions, told, topics: () => told.map(({ topic }) => topic) }
}
