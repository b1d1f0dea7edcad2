import { createReadStream, mkdtempSync, type ReadStream, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type FileFormat, fileSource, formatOf } from '../../../../src/sync/sources/file.ts'
import { type Held, itKeepsTheSourcePromise } from './source-contract.ts'

const folder = mkdtempSync(join(tmpdir(), 'gateway-sources-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lineOf = {
  csv: (record: Held) =>
    record === 'BROKEN'
      ? '"open,1'
      : [record.id, record.name, record.changed_at].map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(','),
  ndjson: (record: Held) => (record === 'BROKEN' ? '{"id":' : JSON.stringify(record)),
}

describe.each(['csv', 'ndjson'] as const)('%s', (format) => {
  itKeepsTheSourcePromise(async (records) => {
    const path = join(folder, `records.${format}`)
    const lines = records.map(lineOf[format])
    writeFileSync(path, [...(format === 'csv' ? ['id,name,changed_at'] : []), ...lines, ''].join('\n'))
    const streams: ReadStream[] = []
    const open = () => {
      const stream = createReadStream(path, { highWaterMark: 1_000 })
      streams.push(stream)
      return stream
    }
    return {
      source: fileSource({ open, format }),
      open: async () => streams.filter(({ closed }) => !closed).length,
      async [Symbol.asyncDispose]() {},
    }
  })
})

/** A hundred thousand records of 200 characters, made as they are asked for; `made` counts them. */
function aLargeFile(format: FileFormat) {
  const counted = { made: 0 }
  async function* open() {
    if (format === 'csv') yield Buffer.from('name,text\n')
    const text = 'x'.repeat(200)
    for (let chunk = 0; chunk < 1_000; chunk++) {
      const lines = Array.from({ length: 100 }, () => {
        const name = `n${++counted.made}`
        return format === 'csv' ? `${name},"${text}"\n` : `${JSON.stringify({ name, text })}\n`
      })
      yield Buffer.from(lines.join(''))
    }
  }
  return { open, counted }
}

describe('memory does not grow with the file', () => {
  test.each(['csv', 'ndjson'] as const)('no more of %s is read than is asked for', async (format) => {
    const { open, counted } = aLargeFile(format)
    let taken = 0
    let ahead = 0
    for await (const { place } of fileSource({ open, format }).read()) {
      taken++
      if (place.row !== taken) throw new Error(`row ${place.row} came as number ${taken}`)
      ahead = Math.max(ahead, counted.made - taken)
    }
    expect([taken, counted.made]).toEqual([100_000, 100_000])
    expect(ahead).toBeLessThan(200)
  })

  test('whoever has enough ends the reading', async () => {
    const { open, counted } = aLargeFile('ndjson')
    for await (const { place } of fileSource({ open, format: 'ndjson' }).read()) if (place.row === 5) break
    expect(counted.made).toBe(100)
  })
})

test('its columns are those of the header; lines of JSON have their own each', async () => {
  const open = async function* () {
    yield Buffer.from('a;b\n1;2\n')
  }
  expect(await fileSource({ open, format: 'csv', delimiter: ';' }).columns()).toEqual(['a', 'b'])
  expect(await fileSource({ open, format: 'ndjson' }).columns()).toBeNull()
  await expect(fileSource({ open: () => createReadStream('/no/such/file'), format: 'csv' }).columns()).rejects.toThrow('(ENOENT)')
})

test('a file that is not there is told as that', async () => {
  const { value } = await fileSource({ open: () => createReadStream('/no/such/file'), format: 'csv' })
    .read()
    .next()
    .catch((error: Error) => ({ value: `${error.name}: ${error.message}` }))
  expect(value).toBe('SourceError: It cannot be read (ENOENT).')
})

test('the format is told by the name', () => {
  expect(['a.csv', 'b.CSV', 'c.ndjson', 'd.jsonl', 'e.txt', 'csv', '-'].map(formatOf)).toEqual([
    ...(['csv', 'csv', 'ndjson', 'ndjson'] as const),
    ...[undefined, undefined, undefined],
  ])
})
