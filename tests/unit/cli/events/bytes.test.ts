import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { type Bytes, bytesOfStream } from '../../../../src/cli/events/bytes.ts'

async function textOf(bytes: Bytes): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes.open()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('what came on a stream can be read as often as one likes, and lies nowhere where others could find it', async () => {
  const putAside = () => readdirSync(tmpdir()).filter((name) => name.startsWith('gateway-import-'))
  const before = putAside()
  const bytes = await bytesOfStream(Readable.from([Buffer.from('one\n'), Buffer.from('two\n')]))
  expect(putAside()).toEqual(before)
  // whoever has enough ends the reading for itself alone
  for await (const _ of bytes.open()) break
  expect([await textOf(bytes), await textOf(bytes)]).toEqual(['one\ntwo\n', 'one\ntwo\n'])
  await bytes.dispose()
})
