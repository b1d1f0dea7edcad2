import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { cli } from '../../support/child.ts'

test('help names every command and what exit codes mean', async () => {
  const { code, stdout } = await cli(['--help'])
  expect(code).toBe(0)
  for (const word of ['serve', 'sandbox', 'schema', 'config', 'doctor', 'webhook', 'events', 'Exit codes']) expect(stdout).toContain(word)
})

test('an unknown command is told with the nearest one, exit 2', async () => {
  expect(await cli(['sandbx'])).toMatchObject({
    code: 2,
    stdout: '',
    stderr: "error: unknown command 'sandbx'\n(Did you mean sandbox?)\n(add --help to see what is there)\n",
  })
  expect(await cli(['schema', 'chek'])).toMatchObject({ code: 2, stderr: expect.stringContaining("unknown command 'chek'") })
})

test('an unknown option and a value that does not fit are told, exit 2', async () => {
  expect(await cli(['sandbox', '--contact', '5'])).toMatchObject({ code: 2, stderr: expect.stringContaining('(Did you mean --contacts?)') })
  expect(await cli(['sandbox', '--contacts', '0'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("option '--contacts <count>' argument '0' is invalid. Expected a whole number from 1 to 1000000."),
  })
})

test('no command at all shows the help, exit 2', async () => {
  expect(await cli([])).toMatchObject({ code: 2, stderr: expect.stringContaining('Commands:') })
})

test('whose output nobody reads any more ends, and says nothing of it', async () => {
  const main = new URL('../../../src/cli/main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [main, 'config', 'print'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  child.stdout.destroy()
  const [code] = await once(child, 'close')
  expect({ code, stderr }).toEqual({ code: 141, stderr: '' })
})
