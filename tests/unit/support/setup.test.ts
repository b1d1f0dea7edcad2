import { expect, test } from 'vitest'
import { launch } from '../../support/child.ts'

/** Before a program's own files: nothing is found and nothing installed any more, and that is said. */
const nothingFound = `
  import { registerHooks } from 'node:module'
  const source = 'export const installMissing = ({ what }) => { throw new Error(what + " is missing") }'
  registerHooks({
    load: (url, context, next) => url.endsWith('/tests/support/apt.ts') ? { format: 'module', source, shortCircuit: true } : next(url, context),
  })`

test('the benchmark sees to its Redis before it measures anything', { timeout: 60_000 }, async () => {
  await using bench = launch(['--import', `data:text/javascript,${encodeURIComponent(nothingFound)}`, 'bench/main.ts'])
  expect(await bench.ended).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Error: redis-server is missing') })
})
