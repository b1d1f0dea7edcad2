import { spawn } from 'node:child_process'
import { once } from 'node:events'

const root = new URL('../../', import.meta.url).pathname

/**
 * What a newcomer types: `npm start`, with nothing configured but a free port. Resolves when it says where it is; rejects with what it wrote when
 * it ends before. Disposing stops it, and all that npm started for it.
 *
 * @param options.desk whether somebody is at the desk; else what is read stays as it is. @default false
 */
export async function npmStart({ desk = false }: { desk?: boolean } = {}) {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0' }
  const npm = spawn('npm', ['start', ...(desk ? [] : ['--', '--no-desk'])], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const ended = once(npm, 'close').then(() => undefined)
  let written = ''
  const said = new Promise<string>((resolve) => {
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        written += text
        const url = /GraphiQL and the graph are at (http:\S+)\/graphql/.exec(written)?.[1]
        if (url) resolve(url)
      })
    }
  })
  const url = await Promise.race([said, ended])
  if (url === undefined) throw new Error(`npm start ended:\n${written}`)
  return {
    url,
    async [Symbol.asyncDispose]() {
      process.kill(-npm.pid!, 'SIGTERM')
      await ended
    },
  }
}
