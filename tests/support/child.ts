import { spawn } from 'node:child_process'
import { once } from 'node:events'

const root = new URL('../../', import.meta.url).pathname

/**
 * A process of ours, started from the project's root with the Node.js that runs the tests and nothing in its environment but PATH and `env`.
 * `stdin`: all that comes there; nothing unless given. Disposing kills it.
 */
export function launch(
  args: readonly string[],
  { env = {}, cwd = root, stdin }: { env?: Record<string, string>; cwd?: string; stdin?: string } = {},
) {
  const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' })
  // it may end before it has read all
  child.stdin.on('error', () => {}).end(stdin)
  const written = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text
    })
  }
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => ({ code, signal, ...written }))

  return {
    pid: child.pid ?? 0,
    written,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Its exit code, and all it wrote. */
    ended,
    /** Resolves with the match as soon as it has written it to stdout. Rejects when it ends without. */
    async says(pattern: RegExp): Promise<RegExpExecArray> {
      for (;;) {
        const match = pattern.exec(written.stdout)
        if (match) return match
        const isOver = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)])
        if (isOver && !pattern.test(written.stdout))
          throw new Error(`It ended and never said ${pattern}:\n${written.stdout}${written.stderr}`)
      }
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Runs the command line to its end. */
export const cli = (args: readonly string[], options?: Parameters<typeof launch>[1]) =>
  launch([`${root}src/cli/main.ts`, ...args], options).ended
