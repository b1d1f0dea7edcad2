import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, test } from 'vitest'
import { createSqliteFile } from '../../../src/storage/sqlite-store.ts'
import { itIsOneForAllProcesses, itKeepsThePromiseOfCollections, keysOf } from './collections-contract.ts'

const root = mkdtempSync(join(tmpdir(), 'gateway-collections-'))
afterAll(() => rmSync(root, { recursive: true }))
const aFolder = () => mkdtempSync(join(root, 'data-'))

async function open(dataDir: string | null = aFolder(), workspace = 'w1') {
  let nowMs = 1_000_000
  const file = createSqliteFile({ dataDir, now: () => nowMs })
  return {
    collections: file.collectionsOf(workspace),
    pass: (ms: number) => {
      nowMs += ms
    },
    [Symbol.asyncDispose]: file.dispose,
  }
}

const entries = (count: number) => Array.from({ length: count }, (_, at) => ({ collection: 'a', key: `${at}`, value: `of ${at}` }))

/** What really lies in the file, read by another connection. */
function rowsIn(dataDir: string) {
  using database = new DatabaseSync(join(dataDir, 'gateway.sqlite'))
  const rowsOf = (table: string) => Number(database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count)
  return { collections: rowsOf('collections'), entries: rowsOf('entries'), times: rowsOf('collection_times') }
}

describe('collections in memory', () => {
  itKeepsThePromiseOfCollections(() => open(null))
})

describe('collections in DATA_DIR', () => {
  const shared = new Map<string, string>()
  itKeepsThePromiseOfCollections(() => open())
  itIsOneForAllProcesses((name, workspace) => {
    const dataDir = shared.get(name) ?? aFolder()
    shared.set(name, dataDir)
    return open(dataDir, workspace)
  })

  test('a write that the file refuses in the middle leaves nothing', async () => {
    const dataDir = aFolder()
    await using house = await open(dataDir)
    await house.collections.write(entries(1))
    using database = new DatabaseSync(join(dataDir, 'gateway.sqlite'))
    database.exec(`CREATE TRIGGER full BEFORE INSERT ON entries WHEN new.value = 'of 3' BEGIN SELECT RAISE(ABORT, 'no room'); END`)
    await expect(house.collections.write([{ collection: 'b', key: '1', value: 'x' }, ...entries(5)])).rejects.toThrow('no room')
    expect(await keysOf(house.collections, 'a')).toEqual(['0'])
    expect(rowsIn(dataDir)).toMatchObject({ collections: 1, entries: 1 })
    database.exec('DROP TRIGGER full')
    await house.collections.write(entries(5))
    expect(await house.collections.count('a')).toBe(5)
  })

  test('others have their turns while many entries are dropped', async () => {
    const dataDir = aFolder()
    await using house = await open(dataDir)
    for (let at = 0; at < 3; at++) await house.collections.write(entries(5_000).map((entry) => ({ ...entry, key: `${at} ${entry.key}` })))
    let turns = 0
    let isDone = false
    const count = () => {
      turns += 1
      if (!isDone) setImmediate(count)
    }
    setImmediate(count)
    await house.collections.drop('a')
    isDone = true
    expect(turns).toBeGreaterThan(20)
    expect(rowsIn(dataDir)).toEqual({ collections: 0, entries: 0, times: 0 })
  })

  test('a drop that a stop has cut short is finished by later writes', async () => {
    const dataDir = aFolder()
    const before = await open(dataDir)
    await before.collections.write(entries(3_000))
    const dropping = before.collections.drop('a')
    await before[Symbol.asyncDispose]()
    await dropping
    expect(rowsIn(dataDir).entries).toBeGreaterThan(1_000)
    await using after = await open(dataDir)
    expect(await after.collections.count('a')).toBe(0)
    for (let at = 0; at < 8; at++) await after.collections.write([{ collection: 'b', key: '1', value: 'x' }])
    expect(rowsIn(dataDir)).toEqual({ collections: 1, entries: 1, times: 0 })
  })

  test('what is past its time is removed from the file by later writes, and at last what was told of it', async () => {
    const dataDir = aFolder()
    await using house = await open(dataDir)
    await house.collections.write(entries(2_000))
    await house.collections.expire('a', 1_000)
    house.pass(1_001)
    const write = () => house.collections.write([{ collection: 'b', key: '1', value: 'x' }])
    for (let at = 0; at < 6; at++) await write()
    expect(rowsIn(dataDir)).toEqual({ collections: 1, entries: 1, times: 1 })
    house.pass(1_000)
    await write()
    expect(rowsIn(dataDir).times).toBe(0)
  })
})
