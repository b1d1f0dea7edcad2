import { expect, test } from 'vitest'
import { startSandbox } from '../../../../src/sandbox/server.ts'
import { ask } from '../ask.ts'
import { aCompany, aContact, aWorld, hexId, noon } from '../small-world.ts'

const aNote = (number: number, about: { contact_id: string | null; company_id?: string }) => ({
  id: String(number),
  author_id: '1001',
  body: '<p>Note</p>',
  created_at: noon + number,
  ...about,
})
const world = () =>
  aWorld({
    contacts: [aContact(1)],
    companies: [aCompany(100), aCompany(101)],
    notes: [
      aNote(1, { contact_id: hexId(1) }),
      aNote(2, { contact_id: null, company_id: hexId(100) }),
      aNote(3, { contact_id: null, company_id: hexId(100) }),
    ],
  })

test('a note is about a contact or about a company, which says so from 2.15 on', async () => {
  await using sandbox = await startSandbox({ world: world() })
  expect((await ask(sandbox, '/notes/1')).body).toMatchObject({ contact: { type: 'contact', id: hexId(1) }, author: { id: '1001' } })
  expect((await ask(sandbox, '/notes/2', { version: '2.15' })).body).toMatchObject({ company: { type: 'company', id: hexId(100) } })
  expect((await ask(sandbox, '/notes/2')).status).toBe(404)
})

test('the notes of a company are a list of their own and come with the company alone, both from 2.15 on', async () => {
  await using sandbox = await startSandbox({ world: world() })
  const [asked, older] = [{ version: '2.15' }, { version: '2.14' }]
  const { body } = await ask(sandbox, `/companies/${hexId(100)}/notes`, asked)
  expect(body).toMatchObject({ data: [{ id: '3' }, { id: '2' }], total_count: 2 })
  expect((await ask(sandbox, `/companies/${hexId(100)}`, asked)).body.notes).toMatchObject({ notes: body.data })
  expect((await ask(sandbox, `/companies/${hexId(101)}`, asked)).body.notes).toEqual({ type: 'note.list', notes: [] })
  for (const company of (await ask(sandbox, '/companies', asked)).body.data) expect(company).not.toHaveProperty('notes')
  expect((await ask(sandbox, `/companies/${hexId(100)}/notes`, older)).status).toBe(404)
  expect((await ask(sandbox, `/companies/${hexId(100)}`, older)).body).not.toHaveProperty('notes')
  expect((await ask(sandbox, `/companies/${hexId(102)}/notes`, asked)).status).toBe(404)
})
