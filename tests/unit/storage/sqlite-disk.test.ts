import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDisk } from '../../../src/storage/sqlite-disk.ts'
import { createSqliteFile } from '../../../src/storage/sqlite-store.ts'

function aFolder() {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-disk-'))
  return { dataDir, [Symbol.dispose]: () => rmSync(dataDir, { recursive: true }) }
}

test('a write is answered when it is on disk, and the process goes on meanwhile', async () => {
  using folder = aFolder()
  const file = createSqliteFile({ ...folder, now: Date.now })
  let isAnswered = false
  const written = file
    .collectionsOf('w')
    .write([{ collection: 'a', key: 'k', value: 'x' }])
    .then(() => {
      isAnswered = true
    })
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
  // it is committed by now, and has not reached the disk yet
  expect(isAnswered).toBe(false)
  expect(await file.collectionsOf('w').getMany('a', ['k'])).toEqual(['x'])
  await written
  await file.dispose()
})

test('who comes while the disk is under way waits for the next time', async () => {
  using folder = aFolder()
  const file = createSqliteFile({ ...folder, now: Date.now })
  const disk = createDisk(join(folder.dataDir, 'gateway.sqlite-wal'))
  const ended: string[] = []
  const wait = (name: string) => disk.reached().then(() => void ended.push(name))
  const first = wait('first')
  await Promise.resolve()
  const [second, third] = [disk.reached(), disk.reached()]
  expect(second).toBe(third)
  void second.then(() => ended.push('second'))
  await Promise.all([first, second])
  expect(ended).toEqual(['first', 'second'])
  await disk.dispose()
  await file.dispose()
})

test('where no disk can be reached nobody is told that it was', async () => {
  using folder = aFolder()
  const file = createSqliteFile({ ...folder, now: Date.now })
  const disk = createDisk('/dev/null')
  await expect(disk.reached()).rejects.toThrow()
  await disk.dispose()
  await file.dispose()
})
