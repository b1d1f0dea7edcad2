import { mkdtemp, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Finding, failure, ok } from './finding.ts'

const check = 'data dir'

/** `code`: what the system refuses with. */
export type DataDirFound = { state: 'unset' } | { state: 'writable' } | { state: 'not a folder' } | { state: 'refused'; code: string }

export function judgeDataDir(dir: string | undefined, found: DataDirFound): Finding {
  if (dir === undefined || found.state === 'unset') return ok(check, 'DATA_DIR is not set: nothing is kept over a restart without Redis')
  if (found.state === 'writable') return ok(check, `${dir} can be written`)
  const folder = JSON.stringify(dir)
  const why = 'what should survive a restart without Redis is lost'
  if (found.state === 'not a folder')
    return failure(check, { found: `DATA_DIR is ${folder}, which is no folder`, why, fix: 'DATA_DIR=<a folder>' })
  if (found.code === 'ENOENT') return failure(check, { found: `${folder} is not there`, why, fix: `mkdir -p ${folder}` })
  return failure(check, {
    found: `${folder} cannot be written (${found.code})`,
    why,
    fix: `chown <the user that the gateway runs as> ${folder}, or DATA_DIR=<a folder that it may write>`,
  })
}

/** Writes into it, since rights alone do not tell: the disk may be full or mounted for reading only. */
export async function lookAtDataDir(dir: string | undefined): Promise<DataDirFound> {
  if (dir === undefined) return { state: 'unset' }
  try {
    if (!(await stat(dir)).isDirectory()) return { state: 'not a folder' }
    await rmdir(await mkdtemp(join(dir, '.doctor-')))
    return { state: 'writable' }
  } catch (error) {
    return { state: 'refused', code: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' }
  }
}
