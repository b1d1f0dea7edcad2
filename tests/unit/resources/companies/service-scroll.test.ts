import { expect, test } from 'vitest'
import { createIntercom } from '../../../../src/intercom/client.ts'
import { createCompanyScroll } from '../../../../src/resources/companies/service-scroll.ts'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { createMemoryStorage } from '../../../../src/storage/memory-store.ts'
import { createAlone } from '../../../../src/writes/alone.ts'
import { aCompany, aWorld } from '../../sandbox/small-world.ts'

const route = 'GET /companies/scroll'

/** 250 companies, which are three pages and an empty one, and as many processes as are asked for. Whoever waits, waits by the sandbox's clock. */
async function startScrolls({ waitMs = 30_000 } = {}) {
  await using parts = new AsyncDisposableStack()
  let nowMs = 1_750_000_000_000
  const waits: number[] = []
  const companies = Array.from({ length: 250 }, (_, at) => aCompany(at + 1))
  const sandbox = parts.use(await startSandbox({ world: aWorld({ companies }), clock: () => new Date(nowMs) }))
  const intercom = createIntercom({ token: 'sandbox-token', baseUrl: sandbox.url, version: '2.14', random: () => 0 })
  parts.defer(() => intercom.dispose())
  const store = createMemoryStorage({ now: Date.now })
  const opened = parts.move()
  return {
    sandbox,
    waits,
    pass: (ms: number) => {
      nowMs += ms
    },
    open: () =>
      createCompanyScroll({
        intercom,
        alone: createAlone({ store, waitMs, now: Date.now }),
        async wait(ms) {
          waits.push(ms)
          nowMs += ms
        },
      }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

async function idsIn(pages: AsyncIterable<{ id?: unknown }[]>) {
  const ids = new Set<unknown>()
  for await (const rows of pages) for (const { id } of rows) ids.add(id)
  return ids
}

test('all companies come, a page a call, until an empty one', async () => {
  await using house = await startScrolls()
  expect((await idsIn(house.open().pages())).size).toBe(250)
  expect(house.sandbox.requests).toEqual([route, route, route, route])
})

test('two processes walk one after the other', async () => {
  await using house = await startScrolls()
  const found = await Promise.all([house.open(), house.open()].map((scroll) => idsIn(scroll.pages())))
  expect(found.map(({ size }) => size)).toEqual([250, 250])
  expect(house.sandbox.requests).toHaveLength(8)
  expect(house.waits).toEqual([])
})

test('whoever cannot wait for another process is told what it waits for, and whoever leaves lets the next one walk', async () => {
  await using house = await startScrolls({ waitMs: 50 })
  const first = house.open().pages()
  await first.next()
  const late = house.open().pages().next()
  await expect(late).rejects.toMatchObject({
    code: 'CONFLICT',
    retryable: true,
    message: expect.stringContaining('Another run of this gateway'),
  })
  await first.return()
  expect(house.sandbox.requests).toEqual([route])
  expect((await idsIn(house.open().pages())).size).toBe(250)
})

test('what another program holds is waited for until Intercom forgets it', async () => {
  await using house = await startScrolls()
  await fetch(`${house.sandbox.url}/companies/scroll`, { headers: { authorization: 'Bearer sandbox-token', 'intercom-version': '2.14' } })
  expect((await idsIn(house.open().pages())).size).toBe(250)
  expect(house.waits.reduce((sum, ms) => sum + ms, 0)).toBe(60_000)
})

test('and not for ever', async () => {
  await using house = await startScrolls()
  house.sandbox.control.failNext(route, { status: 400, times: 100 })
  const refused = house.open().pages().next()
  await expect(refused).rejects.toMatchObject({ code: 'CONFLICT', retryable: true, message: expect.stringContaining('Another program') })
  expect(house.waits.reduce((sum, ms) => sum + ms, 0)).toBe(75_000)
})

test('a walk that breaks off, or that Intercom has forgotten, begins again, and no step of it is sent twice', async () => {
  await using house = await startScrolls()
  const pages = house.open().pages()
  const seen = new Set<unknown>()
  for (let nth = 1; ; nth += 1) {
    if (nth === 2) house.sandbox.control.failNext(route, { status: 500 })
    if (nth === 4) house.pass(61_000)
    const { value: rows } = await pages.next()
    if (!rows) break
    for (const { id } of rows) seen.add(id)
  }
  expect(seen.size).toBe(250)
  const params = house.sandbox.log.map(({ path }) => path)
  const begun = params.filter((path) => !path.includes('scroll_param'))
  // of the two that began again the first had to wait for the scroll that was broken off
  expect(begun.length - house.waits.length).toBe(3)
})

test('one that breaks off again and again fails', async () => {
  await using house = await startScrolls()
  house.sandbox.control.failNext(route, { status: 500, times: 100 })
  await expect(idsIn(house.open().pages())).rejects.toMatchObject({ code: 'UPSTREAM_ERROR' })
  expect(house.sandbox.requests).toHaveLength(4)
})

test('a step for which there was no call is done later, and the walk goes on', async () => {
  await using house = await startScrolls()
  const pages = house.open().pages()
  await pages.next()
  house.sandbox.control.failNext(route, { status: 429, times: 3, retryAfterSeconds: 0 })
  let rest = 0
  for await (const rows of pages) rest += rows.length
  expect(rest).toBe(150)
  expect(house.waits).toHaveLength(1)
})
