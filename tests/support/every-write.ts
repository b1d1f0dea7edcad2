import { readdirSync } from 'node:fs'
import type { WriteRow } from './write-faults.ts'

const folder = new URL('writes/', import.meta.url)

/** All lists of `writes/`, as one. */
export async function everyWrite(): Promise<readonly WriteRow[]> {
  const lists = await Promise.all(readdirSync(folder).map((file) => import(new URL(file, folder).href) as Promise<object>))
  return lists.flatMap((list) => Object.values(list) as WriteRow[][]).flat()
}
