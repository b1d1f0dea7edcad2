import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createSqliteFile } from '../../../src/storage/sqlite-store.ts'
import { itKeepsTheStorePromise } from './store-contract.ts'

const aFolder = () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-store-'))
  return { dataDir, [Symbol.dispose]: () => rmSync(dataDir, { recursive: true }) }
}

async function open() {
  let nowMs = 1_000_000
  const folder = aFolder()
  const file = createSqliteFile({ ...folder, now: () => nowMs })
  return {
    store: file.storageOf('w1'),
    pass: (ms: number) => {
      nowMs += ms
    },
    async [Symbol.asyncDispose]() {
      await file.dispose()
      folder[Symbol.dispose]()
    },
  }
}

describe('the store in DATA_DIR', () => {
  itKeepsTheStorePromise(open)

  test('is there again after a restart, and each workspace has its own', async () => {
    using folder = aFolder()
    const before = createSqliteFile({ ...folder, now: Date.now })
    const version = await before.storageOf('w1').put('a', 'one', { over: null, keepMs: null })
    await before.dispose()
    const after = createSqliteFile({ ...folder, now: Date.now })
    expect(await after.storageOf('w1').get('a')).toEqual({ value: 'one', version })
    expect(await after.storageOf('w2').get('a')).toBeUndefined()
    await after.dispose()
  })

  test('is one for two processes that have it open', async () => {
    using folder = aFolder()
    const [one, other] = [createSqliteFile({ ...folder, now: Date.now }), createSqliteFile({ ...folder, now: Date.now })]
    const version = await one.storageOf('w').put('a', 'one', { over: null, keepMs: null })
    expect(await other.storageOf('w').put('a', 'two', { over: null, keepMs: null })).toBeUndefined()
    expect(await other.storageOf('w').put('a', 'two', { over: version!, keepMs: null })).toBeDefined()
    expect((await one.storageOf('w').get('a'))?.value).toBe('two')
    await Promise.all([one.dispose(), other.dispose()])
  })

  test('cannot be in a folder that is not there', () => {
    expect(() => createSqliteFile({ dataDir: '/nowhere/at/all', now: Date.now })).toThrow()
  })

  test('lets go of what is past its time', async () => {
    await using house = await open()
    for (let at = 0; at < 1_200; at++) {
      house.pass(10)
      await house.store.put(`key ${at}`, 'x', { over: null, keepMs: 100 })
    }
    expect(await house.store.get('key 3')).toBeUndefined()
    expect((await house.store.get('key 1199'))?.value).toBe('x')
  }, 60_000)
})
