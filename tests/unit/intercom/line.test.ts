import { expect, test } from 'vitest'
import { createCallLife } from '../../../src/intercom/call-life.ts'
import { createLine } from '../../../src/intercom/line.ts'
import { lanes } from '../../../src/monitoring/lanes.ts'

test('of those who wait for a socket, the most urgent goes first, and in a lane who came first', async () => {
  const line = createLine(1)
  const life = () => createCallLife({ route: 'GET /admins', timeoutMs: 60_000, now: Date.now })
  const lives = Array.from({ length: 6 }, life)
  const served: string[] = []
  await line.enter(lives[0]!, 0)
  const waiting = ['backfill 1', 'sync 1', 'backfill 2', 'interactive 1', 'sync 2'].map(async (name, at) => {
    await line.enter(
      lives[at + 1]!,
      lanes.findIndex((lane) => name.startsWith(lane)),
    )
    served.push(name)
    line.leave()
  })

  line.leave()
  await Promise.all(waiting)

  expect(served).toEqual(['interactive 1', 'sync 1', 'sync 2', 'backfill 1', 'backfill 2'])
  for (const { release } of lives) release()
})
