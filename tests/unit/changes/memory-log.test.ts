import { describe, expect, test } from 'vitest'
import { createMemoryLog } from '../../../src/changes/memory-log.ts'
import { changeOf, changesConfig, createListener } from '../../support/house.ts'
import { itKeepsTheHubPromise } from './hub-contract.ts'
import { itKeepsTheLogPromise } from './log-contract.ts'

const openAt = (now: () => number, config = {}) => {
  const all = { ...changesConfig, ...config }
  return createMemoryLog({ ...all, maxLength: all.memoryMaxLength, now, say: createListener().say })
}

describe('the log in memory', () => {
  itKeepsTheLogPromise(async (config) => {
    const log = openAt(Date.now, config)
    return { log, [Symbol.asyncDispose]: () => log.dispose() }
  })

  test('followers have been told when append returns', () => {
    const log = openAt(Date.now)
    const heard: string[] = []
    log.follow({ onChange: ({ cursor }) => void heard.push(cursor), onGap() {} })
    void log.append(changeOf('a'))
    expect(heard).toEqual([log.position()])
  })

  test('entries and dedupe ids are forgotten after their time', async () => {
    let nowMs = 1_000_000
    const log = openAt(() => nowMs, { retentionSeconds: 60, dedupeSeconds: 10 })
    const start = await log.head()
    await log.append(changeOf('a', { dedupeId: 'n' }))
    nowMs += 9_999
    expect((await log.append(changeOf('a', { dedupeId: 'n' }))).duplicate).toBe(true)
    nowMs += 1
    expect((await log.append(changeOf('a', { dedupeId: 'n' }))).duplicate).toBe(false)
    nowMs += 50_002
    await log.append(changeOf('b'))
    const { entries, gap } = await log.read(start, 10)
    expect({ gap, count: entries.length }).toEqual({ gap: true, count: 2 })
  })

  test('a clock that is set back does not set cursors back', async () => {
    let nowMs = 1_000_000
    const log = openAt(() => nowMs)
    const start = await log.head()
    await log.append(changeOf('a', { topic: 'first' }))
    nowMs -= 500_000
    await log.append(changeOf('a', { topic: 'second' }))
    expect((await log.read(start, 10)).entries.map(({ change }) => change.topic)).toEqual(['first', 'second'])
  })
})

describe('the hub over the log in memory', () => {
  itKeepsTheHubPromise(async (config) => {
    const log = openAt(Date.now, config)
    return { log, [Symbol.asyncDispose]: () => log.dispose() }
  })
})
