import { existsSync, readFileSync } from 'node:fs'

/** How a file that the code defines differs from it: the first line where they part, or nothing. @param remedy what writes the file */
export function driftOf(defined: string, { file, remedy }: { file: string; remedy: string }): string[] {
  if (!existsSync(file)) return [`${file} is not there; ${remedy} writes it`]
  const [written, now] = [readFileSync(file, 'utf8').split('\n'), defined.split('\n')]
  const at = Array.from({ length: Math.max(written.length, now.length) }).findIndex((_, index) => now[index] !== written[index])
  if (at === -1) return []
  return [
    `${file} is not what the code defines; ${remedy} writes it. They part at line ${at + 1}:`,
    `  file: ${written[at] ?? '(has ended)'}`,
    `  code: ${now[at] ?? '(has ended)'}`,
  ]
}
