import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { judgeDataDir, lookAtDataDir } from '../../../../src/cli/doctor/data-dir.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const judge = async (dir: string | undefined) => judgeDataDir(dir, await lookAtDataDir(dir))

test('a folder that can be written is fine, and nothing stays in it', async () => {
  mkdirSync(join(folder, 'data'))
  expect(await judge(join(folder, 'data'))).toMatchObject({ status: 'ok', found: `${join(folder, 'data')} can be written` })
  expect(readdirSync(join(folder, 'data'))).toEqual([])
})

test('none is fine as well', async () => {
  expect(await judge(undefined)).toMatchObject({ status: 'ok', found: expect.stringContaining('DATA_DIR is not set') })
})

test('one that is not there is told with what makes it', async () => {
  const missing = join(folder, 'not there')
  expect(await judge(missing)).toMatchObject({ status: 'failure', fix: `mkdir -p "${missing}"` })
  expect(readdirSync(folder)).toEqual([])
})

test('a file is no folder', async () => {
  writeFileSync(join(folder, 'file'), '')
  expect(await judge(join(folder, 'file'))).toMatchObject({ status: 'failure', found: expect.stringContaining('which is no folder') })
})

test('one that refuses to be written is told with the code of the system', () => {
  const found = judgeDataDir('/srv/gateway', { state: 'refused', code: 'EROFS' })
  expect(found).toMatchObject({
    status: 'failure',
    found: '"/srv/gateway" cannot be written (EROFS)',
    fix: expect.stringContaining('chown'),
  })
})
