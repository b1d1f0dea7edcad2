import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = new URL('../../', import.meta.url).pathname
const run = promisify(execFile)

type Stage = { base: string; name: string; steps: { verb: string; words: string }[] }

export type Image = AsyncDisposable & {
  /** What would be the image's working directory. */
  folder: string
  env: Record<string, string>
  /** What the image starts, and what tells whether it is well: arguments of `node`. */
  command: string[]
  healthCheck: string[]
}

async function readStages(): Promise<Stage[]> {
  const text = await readFile(join(root, 'Dockerfile'), 'utf8')
  const lines = text.replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '')
  const stages: Stage[] = []
  for (const line of lines.split('\n').filter((each) => each.trim() !== '')) {
    const [, verb = '', words = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? []
    if (verb === 'FROM') {
      const [base = '', , name = 'image'] = words.split(' ')
      stages.push({ base, name, steps: [] })
    } else stages.at(-1)?.steps.push({ verb, words })
  }
  return stages
}

/**
 * Follows the Dockerfile by hand, a folder for each of its stages, with the Node.js that runs the tests in place of the base image. Throws at a
 * step that it does not know, at a file that is not there or that `.dockerignore` keeps out. What it cannot follow: `USER` and `EXPOSE`, which
 * are Docker's own, and the two `npm ci`. The first is how this project was installed, so its packages are lent; the second must not matter to
 * the bundle, so the image here has no packages at all.
 */
export async function buildImage(): Promise<Image> {
  const top = await mkdtemp(join(tmpdir(), 'image-'))
  const allowed = (await readFile(join(root, '.dockerignore'), 'utf8')).split('\n').flatMap((line) => /^!(.+)$/.exec(line)?.[1] ?? [])
  const image = { folder: '', env: {} as Record<string, string>, command: [] as string[], healthCheck: [] as string[] }

  for (const { base, name, steps } of await readStages()) {
    const major = /^node:(\d+)-/.exec(base)?.[1]
    if (major !== process.versions.node.split('.')[0])
      throw new Error(`The image is made from ${base}; the tests run on ${process.version}.`)
    image.folder = join(top, name)
    await mkdir(image.folder)
    for (const { verb, words } of steps) await follow(verb, words)
  }

  async function follow(verb: string, words: string) {
    if (verb === 'COPY') return copy(words)
    if (verb === 'RUN') return runStep(words)
    if (verb === 'ENV') return void Object.assign(image.env, Object.fromEntries(words.split(' ').map((pair) => pair.split('='))))
    if (verb === 'CMD') return void image.command.push(...nodeArguments(words))
    if (verb === 'HEALTHCHECK') return void image.healthCheck.push(...nodeArguments(words.replace(/^.*? CMD /, '')))
    if (!['WORKDIR', 'USER', 'EXPOSE'].includes(verb)) throw new Error(`This test does not know how to follow ${verb} ${words}`)
  }

  async function copy(words: string) {
    const [, from, paths = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(words) ?? []
    const names = paths.split(' ')
    const target = names.pop() ?? ''
    for (const path of names) {
      const isInContext = from === undefined
      if (isInContext && !allowed.includes(path)) throw new Error(`.dockerignore keeps ${path} out, which the Dockerfile copies.`)
      const source = isInContext ? join(root, path) : join(top, from, path.replace(/^\/app\//, ''))
      await cp(source, target === './' ? join(image.folder, path) : join(image.folder, target), { recursive: true })
    }
  }

  async function runStep(words: string) {
    if (words === 'npm ci') return symlink(join(root, 'node_modules'), join(image.folder, 'node_modules'))
    if (words.startsWith('npm ci --omit=dev')) return
    const [program = '', ...args] = words.split(' ')
    await run(program, args, { cwd: image.folder })
  }

  return { ...image, [Symbol.asyncDispose]: () => rm(top, { recursive: true }) }
}

function nodeArguments(words: string): string[] {
  const [program, ...args] = JSON.parse(words) as string[]
  if (program !== 'node') throw new Error(`The image starts ${program}; this test knows how to start node.`)
  return args
}
