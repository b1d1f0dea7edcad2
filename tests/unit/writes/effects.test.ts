import { expect, test } from 'vitest'
import { createMemoryStorage } from '../../../src/storage/memory-store.ts'
import { createEffects, type Effect } from '../../../src/writes/effects.ts'

const minuteMs = 60_000

function start() {
  let nowMs = 1_000_000
  const memory = createMemoryStorage({ now: () => nowMs })
  let longest = 0
  const store: typeof memory = {
    ...memory,
    put(key, value, options) {
      longest = Math.max(longest, value.length)
      return memory.put(key, value, options)
    },
  }
  const effects = createEffects({ store, now: () => nowMs })
  return {
    effects,
    longest: () => longest,
    pass(ms: number) {
      nowMs += ms
    },
    effect: (id: string, isRepeatable = false): Effect => ({ id, isRepeatable, window: { fromMs: nowMs, toMs: nowMs + minuteMs } }),
  }
}

test('what thousands that are alike have made is not kept longer than somebody can look for it', async () => {
  const { effects, effect, pass, longest } = start()
  for (let nth = 0; nth < 2_000; nth++) {
    const one = await effects.begin('alike', effect(`${nth}`))
    await effects.end('alike', one, `made ${nth}`)
    pass(5_000)
  }
  expect(longest()).toBeLessThan(5_000)
})

test('but as long as one is open that may find it, and for a day where its key may find it', async () => {
  const { effects, effect, pass } = start()
  const lost = await effects.begin('alike', effect('lost'))
  const other = await effects.begin('alike', effect('other'))
  await effects.end('alike', other, 'of the other')
  const keyed = await effects.begin('alike', effect('keyed', true))
  await effects.end('alike', keyed, 'of the key')
  for (let hours = 0; hours < 20; hours++) {
    pass(60 * minuteMs)
    await effects.end('alike', await effects.begin('alike', effect(`${hours}`)), `at ${hours}`)
  }
  expect(await effects.judge('alike', lost, ['of the other', 'of the key'])).toBe('none')
  expect(await effects.judge('alike', keyed, ['of the other', 'of the key'])).toEqual({ own: 1 })
})
