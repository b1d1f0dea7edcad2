import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
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

  test('what many write at the same time is one commit, and is on disk when the store is closed', async () => {
    using folder = aFolder()
    const file = createSqliteFile({ ...folder, now: Date.now })
    const store = file.storageOf('w1')
    await store.put('first', 'x', { over: null, keepMs: null })
    const written = () => statSync(join(folder.dataDir, 'gateway.sqlite-wal')).size
    const before = written()
    const keys = Array.from({ length: 50 }, (_, at) => `key ${at}`)
    const versions = await Promise.all(keys.map((key) => store.put(key, 'x'.repeat(20), { over: null, keepMs: null })))
    expect(new Set(versions).size).toBe(50)
    // each commit writes down a page of 4 KiB at least, and waits for the disk
    expect((written() - before) / 4_096).toBeLessThan(10)

    const last = store.put('last', 'y', { over: null, keepMs: null })
    await file.dispose()
    await expect(store.put('too late', 'z', { over: null, keepMs: null })).rejects.toThrow()
    const after = createSqliteFile({ ...folder, now: Date.now })
    expect(await after.storageOf('w1').get('last')).toEqual({ value: 'y', version: await last })
    await after.dispose()
  })

  test('where one of several writes is refused, none is there, and all are told', async () => {
    using folder = aFolder()
    const file = createSqliteFile({ ...folder, now: Date.now })
    const store = file.storageOf('w1')
    using database = new DatabaseSync(join(folder.dataDir, 'gateway.sqlite'))
    database.exec(`CREATE TRIGGER full BEFORE INSERT ON kept WHEN new.value = 'large' BEGIN SELECT RAISE(ABORT, 'no room'); END`)
    const put = (key: string, value: string) => store.put(key, value, { over: null, keepMs: null })
    const ended = await Promise.allSettled([put('a', 'small'), put('b', 'large')])
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await store.get('a')).toBeUndefined()
    expect(await put('a', 'small')).toBeDefined()
    await file.dispose()
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

test('its files are read by nobody but our own user', async () => {
  using folder = aFolder()
  const file = createSqliteFile({ ...folder, now: Date.now })
  await file.storageOf('w1').put('key', 'value', { over: null, keepMs: null })
  const modes = readdirSync(folder.dataDir).map((name) => [name, statSync(join(folder.dataDir, name)).mode & 0o077])
  await file.dispose()
  expect(modes.length).toBeGreaterThan(1)
  expect(modes).toEqual(modes.map(([name]) => [name, 0]))
})
