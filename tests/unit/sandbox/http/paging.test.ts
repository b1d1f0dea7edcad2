import { expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf, cursorOf, search } from '../ask.ts'
import { aContact, anArticle, aWorld, hexId, noon } from '../small-world.ts'

const contacts = (count: number) => Array.from({ length: count }, (_, at) => aContact(at + 1, { created_at: noon + Math.floor(at / 3) }))

/** Reads a cursor list to its end. */
async function readAll(sandbox: Sandbox, page: (cursor?: string) => ReturnType<typeof ask>) {
  const pages: string[][] = []
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const { body } = await page(cursor)
    pages.push(body.data.map(({ id }) => String(id)))
    cursor = cursorOf(body)
    if (pages.length > sandbox.world.contacts.size) throw new Error('The pages do not end.')
  }
  return pages
}

test('a cursor list is read to its end, each contact once, the newest first', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: contacts(95) }) })
  const pages = await readAll(sandbox, (cursor) =>
    ask(sandbox, `/contacts?per_page=20${cursor ? `&starting_after=${encodeURIComponent(cursor)}` : ''}`),
  )
  expect(pages.map(({ length }) => length)).toEqual([20, 20, 20, 20, 15])
  expect(pages.flat()).toEqual(
    contacts(95)
      .map(({ id }) => id)
      .reverse(),
  )
})

test('a search is read to its end the same way, and its cursor stands in the body', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: contacts(40) }) })
  const pages = await readAll(sandbox, (starting_after) =>
    search(sandbox, 'contacts', ['role', '=', 'user'], { pagination: { per_page: 15, starting_after } }),
  )
  expect(pages.map(({ length }) => length)).toEqual([15, 15, 10])
  expect(new Set(pages.flat()).size).toBe(40)
})

test('the pages object counts pages and records, and has no next on the last page', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: contacts(5) }) })
  const first = (await ask(sandbox, '/contacts?per_page=3')).body
  expect(first).toMatchObject({ total_count: 5, pages: { type: 'pages', page: 1, per_page: 3, total_pages: 2, next: { page: 2 } } })
  const last = (await ask(sandbox, `/contacts?per_page=3&starting_after=${encodeURIComponent(String(cursorOf(first)))}`)).body
  expect(last.pages).toEqual({ type: 'pages', page: 2, per_page: 3, total_pages: 2 })
})

test('a contact that appears while a list is read neither repeats nor hides another', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: contacts(30) }) })
  let added = 1000
  const pages = await readAll(sandbox, (cursor) => {
    sandbox.world.putContact(aContact(added++, { created_at: noon + 1_000_000 }))
    return ask(sandbox, `/contacts?per_page=7${cursor ? `&starting_after=${encodeURIComponent(cursor)}` : ''}`)
  })
  const read = pages.flat()
  expect(new Set(read).size).toBe(read.length)
  for (const { id } of contacts(30)) expect(read).toContain(id)
})

test('a cursor of another list, another query or from nowhere is refused', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: contacts(5) }) })
  const users = ['role', '=', 'user']
  const cursor = String(cursorOf((await search(sandbox, 'contacts', users, { pagination: { per_page: 1 } })).body))
  expect((await search(sandbox, 'contacts', users, { pagination: { per_page: 1, starting_after: cursor } })).status).toBe(200)
  for (const refused of [
    search(sandbox, 'contacts', ['role', '=', 'lead'], { pagination: { starting_after: cursor } }),
    search(sandbox, 'contacts', users, { pagination: { starting_after: cursor }, version: '2.16', sort: { field: 'name' } }),
    search(sandbox, 'contacts', users, { pagination: { starting_after: 7 } }),
    ask(sandbox, `/contacts?starting_after=${encodeURIComponent(cursor)}`),
    ask(sandbox, '/contacts?starting_after=WzEsMiwzXQ=='),
    ask(sandbox, '/conversations?starting_after=nonsense'),
  ]) {
    const answer = await refused
    expect([answer.status, codeOf(answer)]).toEqual([400, 'client_error'])
  }
})

test('pages are at most 150 long and say so; what is no page size at all is refused', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: contacts(200) }) })
  const wide = (await ask(sandbox, '/contacts?per_page=1000')).body
  expect([wide.data.length, wide.pages.per_page]).toEqual([150, 150])
  expect((await ask(sandbox, '/contacts')).body.data).toHaveLength(10)
  expect((await search(sandbox, 'contacts', ['role', '=', 'user'])).body.data).toHaveLength(50)
  expect((await search(sandbox, 'contacts', ['role', '=', 'user'], { pagination: { per_page: 151 } })).body.data).toHaveLength(150)
  for (const per_page of ['0', '-1', 'ten', '1.5', '']) {
    expect((await ask(sandbox, `/contacts?per_page=${per_page}`)).status, per_page).toBe(400)
    expect((await search(sandbox, 'contacts', ['role', '=', 'user'], { pagination: { per_page } })).status, per_page).toBe(400)
  }
})

test('a numbered list is read by following the address of its next page', async () => {
  const articles = Array.from({ length: 7 }, (_, at) => anArticle(String(at + 1), { updated_at: noon + at }))
  await using sandbox = await startSandbox({ world: aWorld({ articles }) })
  const read: string[] = []
  let pages = 0
  for (let next: string | null = `${sandbox.url}/articles?per_page=3`; next; pages++) {
    const { body } = await ask(sandbox, next.slice(sandbox.url.length))
    read.push(...body.data.map(({ id }) => String(id)))
    expect(body).toMatchObject({ total_count: 7, pages: { page: pages + 1, per_page: 3, total_pages: 3 } })
    next = typeof body.pages.next === 'string' ? body.pages.next : null
  }
  expect(pages).toBe(3)
  expect(read).toEqual(['7', '6', '5', '4', '3', '2', '1'])
  expect((await ask(sandbox, '/articles?page=4&per_page=3')).body).toMatchObject({ data: [], pages: { next: null } })
  expect((await ask(sandbox, '/articles?page=0')).status).toBe(400)
})

test('a hundred thousand contacts are walked through page by page, each seen once', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: contacts(100_000) }) })
  const seen = new Set<string>()
  let cursor: string | undefined
  do {
    const path = `/contacts?per_page=150${cursor ? `&starting_after=${encodeURIComponent(cursor)}` : ''}`
    const { body } = await ask(sandbox, path)
    for (const { id } of body.data) seen.add(id)
    cursor = cursorOf(body)
  } while (cursor)
  expect(seen.size).toBe(100_000)
}, 60_000)

test('fifty of a hundred thousand contacts are found by their ids', async () => {
  await using sandbox = await startSandbox({ world: aWorld({ contacts: contacts(100_000) }) })
  const wanted = Array.from({ length: 50 }, (_, at) => hexId(at * 1999 + 1))
  const { body } = await search(sandbox, 'contacts', ['id', 'IN', wanted], { pagination: { per_page: 50 } })
  expect(body.total_count).toBe(50)
  expect(body.data.map(({ id }: { id: string }) => id).toSorted()).toEqual(wanted.toSorted())
})
