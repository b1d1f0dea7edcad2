import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { killInTheMiddle, noWrongs } from '../support/killed-writes.ts'
import { startRedis } from '../support/redis.ts'

const times = Number(process.env.SOAK_TIMES ?? 1_000)
/** Of those that are sent around a kill, more than half are in the middle of it. */
const atOnce = Math.min(80, times)
const kills = Math.ceil(times / (atOnce / 2))

test.each(['DATA_DIR', 'REDIS_URL'] as const)(
  `a gateway that is killed in the middle of ${times} keyed replies sends none twice, with its keys in %s`,
  { timeout: 7_200_000 },
  async (variable) => {
    await using parts = new AsyncDisposableStack()
    const folder = mkdtempSync(join(tmpdir(), 'gateway-keys-'))
    parts.defer(() => rmSync(folder, { recursive: true }))
    const kept = variable === 'DATA_DIR' ? folder : parts.use(await startRedis()).url
    const { wrongs, counts } = await killInTheMiddle({ kills, atOnce, env: { [variable]: kept } })
    console.log(`killed writes (${variable}):`, counts)
    expect(wrongs).toEqual(noWrongs)
    expect(counts.inTheMiddle).toBeGreaterThanOrEqual(times)
  },
)
