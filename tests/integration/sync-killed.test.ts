import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyWithKills } from '../support/killed-sync.ts'
import { startRedis } from '../support/redis.ts'

test.each(['DATA_DIR', 'REDIS_URL'] as const)(
  'a gateway that is killed in the middle of a sync goes on by itself, and comes to what an undisturbed one comes to, with what it knows in %s',
  { timeout: 180_000 },
  async (variable) => {
    await using parts = new AsyncDisposableStack()
    async function apply(kills: number) {
      const folder = mkdtempSync(join(tmpdir(), 'gateway-killed-'))
      parts.defer(() => rmSync(folder, { recursive: true }))
      const kept = variable === 'DATA_DIR' ? folder : parts.use(await startRedis()).url
      return applyWithKills({ count: 300, kills, env: { [variable]: kept } })
    }
    const undisturbed = await apply(0)
    const killed = await apply(3)

    expect(killed.killed).toBe(3)
    expect(undisturbed.duplicates).toBe(0)
    expect(killed.duplicates).toBe(0)
    expect(killed.state).toEqual(undisturbed.state)
    expect(undisturbed.failed).not.toEqual([])
    expect(killed.failed).toEqual(undisturbed.failed)
    expect(killed.run).toMatchObject({ ...undisturbed.run, perMinute: expect.anything() })
    expect(killed.wentBack).toBe(false)
  },
)
