import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask, codeOf, cursorOf } from '../ask.ts'
import { aCompany, aContact, aWorld, hexId, noon } from '../small-world.ts'

const segment = { id: hexId(90), name: 'Large', person_type: 'contact' as const, created_at: noon, updated_at: noon }

/** Three companies with users, one with a lead only and one with nobody. */
const world = () =>
  aWorld({
    segments: [segment],
    companies: [
      aCompany(100, { last_request_at: noon + 1, tag_ids: ['3001'], plan: { id: '1', name: 'Pro' }, size: 40 }),
      aCompany(101, { last_request_at: noon + 3, segment_ids: [segment.id] }),
      aCompany(102, { last_request_at: null, tag_ids: ['3001'] }),
      aCompany(103, { last_request_at: noon + 2 }),
      aCompany(104),
    ],
    contacts: [
      ...Array.from({ length: 5 }, (_, at) => aContact(at + 1, { company_ids: [hexId(100)], created_at: noon + at })),
      aContact(6, { company_ids: [hexId(101), hexId(102)] }),
      aContact(7, { role: 'lead', company_ids: [hexId(103), hexId(100)] }),
    ],
  })

test('a list has the companies with users, the last seen first, 15 on a page; those of a lead alone are found by their id', async () => {
  await using sandbox = await startSandbox({ world: world() })
  for (const list of [ask(sandbox, '/companies'), ask(sandbox, '/companies/list', { body: {} })]) {
    const { body } = await list
    expect(body.data.map(({ id }) => id)).toEqual([101, 100, 102].map(hexId))
    expect(body).toMatchObject({ type: 'list', total_count: 3, pages: { per_page: 15, next: null } })
  }
  const { body } = await ask(sandbox, '/companies/list?order=asc', { body: {} })
  expect(body.data.map(({ id }) => id)).toEqual([102, 100, 101].map(hexId))
  expect((await ask(sandbox, `/companies/${hexId(103)}`)).body).toMatchObject({ id: hexId(103), user_count: 0 })
  expect((await ask(sandbox, `/companies/${hexId(103)}/contacts`)).body.data).toHaveLength(1)
})

test('company_id and name give one company, tag_id and segment_id a list', async () => {
  await using sandbox = await startSandbox({ world: world() })
  expect((await ask(sandbox, '/companies?company_id=company-101')).body).toMatchObject({ type: 'company', id: hexId(101) })
  expect((await ask(sandbox, '/companies?name=Company%20104')).body).toMatchObject({ type: 'company', id: hexId(104) })
  expect((await ask(sandbox, '/companies?tag_id=3001')).body.data.map(({ id }) => id)).toEqual([100, 102].map(hexId))
  expect((await ask(sandbox, `/companies?segment_id=${segment.id}`)).body.data.map(({ id }) => id)).toEqual([hexId(101)])
  const missing = await ask(sandbox, '/companies?company_id=none')
  expect([missing.status, codeOf(missing)]).toEqual([404, 'company_not_found'])
})

test('a company carries its tags and segments in full, counts its users and leaves out what is not known', async () => {
  await using sandbox = await startSandbox({ world: world() })
  expect((await ask(sandbox, `/companies/${hexId(100)}`)).body).toMatchObject({
    company_id: 'company-100',
    app_id: 'small',
    plan: { type: 'plan', id: '1', name: 'Pro' },
    user_count: 5,
    size: 40,
    tags: { type: 'tag.list', tags: [{ type: 'tag', id: '3001', name: 'vip' }] },
    segments: { type: 'segment.list', segments: [] },
  })
  const bare = (await ask(sandbox, `/companies/${hexId(104)}`)).body
  expect(bare).toMatchObject({ plan: {}, user_count: 0 })
  expect(bare).not.toHaveProperty('website')
  expect(bare).not.toHaveProperty('notes')
  expect((await ask(sandbox, `/companies/${hexId(104)}`, { version: '2.15' })).body.notes).toEqual({ type: 'note.list', notes: [] })
  expect((await ask(sandbox, `/companies/${hexId(101)}/segments`)).body.data).toMatchObject([{ id: segment.id, name: 'Large' }])
})

test('the contacts of a company come in full, by cursor or by page number', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const path = `/companies/${hexId(100)}/contacts?per_page=4`
  const first = (await ask(sandbox, path)).body
  expect(first).toMatchObject({ total_count: 6, data: { length: 4, 0: { type: 'contact', email: 'person5@example.com' } } })
  const second = (await ask(sandbox, `${path}&starting_after=${encodeURIComponent(String(cursorOf(first)))}`)).body
  expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(6)
  expect(cursorOf(second)).toBeUndefined()
  expect((await ask(sandbox, `${path}&page=2`)).body.data.map(({ id }) => id)).toEqual(second.data.map(({ id }) => id))
  const missing = await ask(sandbox, `/companies/${hexId(1)}/contacts`)
  expect([missing.status, codeOf(missing)]).toEqual([404, 'company_not_found'])
})

test('nobody reads past the ten thousandth company by page number', async () => {
  await using sandbox = await startSandbox({ world: world() })
  expect((await ask(sandbox, '/companies?page=100&per_page=100')).status).toBe(200)
  expect((await ask(sandbox, '/companies?page=101&per_page=100')).status).toBe(400)
})

test('a scroll reads every company, is the only one, ends with an empty page and is forgotten after an idle minute', async () => {
  let nowMs = noon * 1000
  const companies = Array.from({ length: 130 }, (_, at) => aCompany(1000 + at))
  await using sandbox = await startSandbox({ world: aWorld({ companies }), clock: () => new Date(nowMs) })
  const scroll = (param?: unknown) => ask(sandbox, `/companies/scroll${param ? `?scroll_param=${param}` : ''}`)

  const first = await scroll()
  const param = first.body.scroll_param
  expect((await scroll()).status).toBe(400)
  expect((await scroll('another')).status).toBe(404)
  const second = await scroll(param)
  expect([...first.body.data, ...second.body.data]).toHaveLength(130)
  expect((await scroll(param)).body).toMatchObject({ data: [], scroll_param: param, pages: null, total_count: null })
  expect((await scroll(param)).status).toBe(404)

  const again = (await scroll()).body.scroll_param
  nowMs += 60_001
  expect((await scroll(again)).status).toBe(404)
  expect((await scroll()).status).toBe(200)
})
