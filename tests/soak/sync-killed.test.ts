import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyWithKills } from '../support/killed-sync.ts'
import { startRedis } from '../support/redis.ts'

const count = Number(process.env.SOAK_RECORDS ?? 20_000)
const kills = Number(process.env.SOAK_TIMES ?? 30)

test.each(['DATA_DIR', 'REDIS_URL'] as const)(
  `a sync of ${count} that is killed at ${kills} places comes to what an undisturbed one comes to, and makes nobody twice (%s)`,
  { timeout: 3_600_000 },
  async (variable) => {
    await using parts = new AsyncDisposableStack()
    async function apply(times: number) {
      const folder = mkdtempSync(join(tmpdir(), 'gateway-killed-'))
      parts.defer(() => rmSync(folder, { recursive: true }))
      const kept = variable === 'DATA_DIR' ? folder : parts.use(await startRedis()).url
      return applyWithKills({ count, kills: times, env: { [variable]: kept } })
    }
    const undisturbed = await apply(0)
    const killed = await apply(kills)
    console.log(
      `${variable}: ${undisturbed.run.done} things to do, ${undisturbed.failed.length} of which fail; undisturbed ${undisturbed.sent} writes, killed ${killed.killed} times ${killed.sent}`,
    )
    expect(killed.killed).toBe(kills)
    expect(undisturbed.duplicates).toBe(0)
    expect(killed.duplicates).toBe(0)
    expect(killed.state).toEqual(undisturbed.state)
    expect(killed.failed).toEqual(undisturbed.failed)
    expect([killed.run.status, killed.run.done, killed.run.failed]).toEqual([
      undisturbed.run.status,
      undisturbed.run.done,
      undisturbed.run.failed,
    ])
    expect(killed.wentBack).toBe(false)
  },
)
