import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What an import reads, as often as it likes. */
export type Bytes = { open(): AsyncIterable<Uint8Array>; dispose(): Promise<void> }

export const bytesOfFile = (path: string): Bytes => ({ open: () => createReadStream(path), async dispose() {} })

/**
 * What comes on a stream, which can be read once only, put aside: an import reads everything before it sends anything. It lies in a file that has no name
 * any more, so nothing of it is left, however the process ends.
 */
export async function bytesOfStream(stream: AsyncIterable<Uint8Array>): Promise<Bytes> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-import-'))
  const file = await open(join(folder, 'stdin'), 'wx+', 0o600)
  rmSync(folder, { recursive: true })
  for await (const chunk of stream) await file.write(chunk)
  return { open: () => chunksOf(file), dispose: () => file.close() }
}

const chunkBytes = 65_536

/** From the beginning, whoever else reads it. A stream over the file would close it when somebody has enough. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array, void, undefined> {
  let position = 0
  for (;;) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.allocUnsafe(chunkBytes), position })
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
