import { expect, test } from 'vitest'
import { launch } from '../../support/child.ts'

const source = new URL('../../../src/cli/running.ts', import.meta.url).href

/** A process that keeps something running whose start and dispose are these bodies of functions. */
const keeping = ({ start = '', dispose = '' }, env?: Record<string, string>) =>
  launch(
    [
      '--input-type=module',
      '--eval',
      `import { keepRunning } from ${JSON.stringify(source)}
      const idle = setInterval(() => {}, 1000)
      keepRunning(
        async (stopping) => { ${start}; console.log('up'); return { async dispose() { console.log('closing'); ${dispose}; console.log('closed') } } },
        (error, sentence) => console.log('told:', sentence, error?.message ?? ''),
      )`,
    ],
    { env },
  )

test.each(['SIGTERM', 'SIGINT'] as const)('%s closes what runs and exits 0, whatever else would keep the process alive', async (signal) => {
  await using child = keeping({})
  await child.says(/up/)
  child.kill(signal)
  expect(await child.ended).toMatchObject({ code: 0, stdout: 'up\nclosing\nclosed\n', stderr: '' })
})

test('a signal during the start waits for it, then closes', async () => {
  await using child = keeping({ start: `console.log('starting'); await new Promise((resolve) => setTimeout(resolve, 300))` })
  await child.says(/starting/)
  child.kill('SIGTERM')
  expect(await child.ended).toMatchObject({ code: 0, stdout: 'starting\nup\nclosing\nclosed\n' })
})

test('a start that heeds the signal need not be waited for', async () => {
  await using child = keeping({
    start: `console.log('starting'); await new Promise((resolve) => stopping.addEventListener('abort', resolve))`,
  })
  await child.says(/starting/)
  child.kill('SIGTERM')
  expect(await child.ended).toMatchObject({ code: 0, stdout: 'starting\nup\nclosing\nclosed\n' })
})

test('further signals change nothing: what runs is closed whole, once, exit 0', async () => {
  await using child = keeping({
    dispose: `await new Promise((resolve) => { process.once('SIGUSR2', resolve); console.log('waiting') })`,
  })
  await child.says(/up/)
  child.kill('SIGTERM')
  await child.says(/waiting/)
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGTERM', 'SIGUSR2'] as const) child.kill(signal)
  expect(await child.ended).toMatchObject({ code: 0, stdout: 'up\nclosing\nwaiting\nclosed\n', stderr: '' })
})

test('a stop that does not end is told, and ends the process all the same', async () => {
  await using child = keeping({ dispose: 'await new Promise(() => {})' })
  await child.says(/up/)
  child.kill('SIGTERM')
  await child.says(/closing/)
  const { code, stdout } = await child.ended
  expect([code, stdout]).toEqual([1, expect.stringMatching(/told: the stop took too long.*\n$/)])
}, 20_000)

test('a start or a stop that fails is told, exit 1', async () => {
  await using start = keeping({ start: `throw new Error('no port')` })
  expect(await start.ended).toMatchObject({ code: 1, stdout: 'told: the start failed no port\n' })
  await using stop = keeping({ dispose: `throw new Error('stuck')` })
  await stop.says(/up/)
  stop.kill('SIGTERM')
  expect(await stop.ended).toMatchObject({ code: 1, stdout: 'up\nclosing\ntold: the stop failed stuck\n' })
})

test('a rejection nobody handles and an exception nobody catches are told, exit 1', async () => {
  await using rejected = keeping({ start: `setTimeout(() => Promise.reject(new Error('forgotten')), 100)` })
  const rejection = await rejected.ended
  expect([rejection.code, rejection.stdout]).toEqual([1, expect.stringMatching(/told: a promise was rejected .* forgotten\n$/)])
  await using thrown = keeping({ start: `setTimeout(() => { throw new Error('loose') }, 100)` })
  const exception = await thrown.ended
  expect([exception.code, exception.stdout]).toEqual([1, expect.stringMatching(/told: an exception was thrown .* loose\n$/)])
})

test('under npm it stops when the shell between npm and it has died of a signal', async () => {
  const child = JSON.stringify([
    '--input-type=module',
    '--eval',
    `import { keepRunning } from ${JSON.stringify(source)}
    const idle = setInterval(() => {}, 1000)
    keepRunning(async () => { console.log('pid', process.pid); return { async dispose() { console.log('closed') } } }, () => {})`,
  ])
  await using shell = launch(
    [
      '--input-type=module',
      '--eval',
      `import { spawn } from 'node:child_process'; spawn(process.execPath, ${child}, { stdio: 'inherit' })`,
    ],
    { env: { npm_lifecycle_event: 'start' } },
  )
  await shell.says(/pid \d+/)
  shell.kill('SIGKILL')
  // the pipe closes when the last of the two has ended
  expect(await shell.ended).toMatchObject({ signal: 'SIGKILL', stdout: expect.stringMatching(/pid \d+\nclosed\n$/) })
})
