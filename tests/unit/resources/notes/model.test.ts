import { expect, test } from 'vitest'
import { companyNoteFromIntercom } from '../../../../src/resources/companies/model.ts'
import { newestFirst, noteFromIntercom, noteOfCompany } from '../../../../src/resources/notes/model.ts'

const author = { type: 'admin', id: '991267581', name: 'Ciaran Lee', email: 'admin@email.com' }
const wire = { type: 'note', id: '26', created_at: 1_733_932_587, author, body: '<p>This is a note.</p>' }
const person = { kind: 'ADMIN', rawKind: 'admin', intercomId: '991267581', name: 'Ciaran Lee', email: 'admin@email.com', isAiAgent: false }
const ours = { __typename: 'Note', id: '26', html: '<p>This is a note.</p>', createdAt: new Date('2024-12-11T15:56:27Z'), author: person }

test('a note is about a contact, and its author a teammate', () => {
  expect(noteFromIntercom({ ...wire, contact: { type: 'contact', id: 'abc' } })).toEqual({ ...ours, contactId: 'abc' })
})

test('about a company it is the same, whether it came in a list or with the company', () => {
  const note = { ...ours, contactId: null }
  expect(noteFromIntercom({ ...wire, contact: null, company: { type: 'company', id: 'abc' } })).toEqual(note)
  expect(noteOfCompany(companyNoteFromIntercom(wire))).toEqual(note)
})

test.each([null, undefined, {}, { type: 'admin', id: 0 }])('an author %j is nobody', (nobody) => {
  const odd = { id: 26, author: nobody, body: null, created_at: null }
  const note = noteFromIntercom({ ...odd, author: nobody?.id === 0 ? nobody : null })
  expect(noteOfCompany(companyNoteFromIntercom(odd))).toMatchObject({ id: '26', html: '', author: null, createdAt: new Date(0) })
  expect(note).toMatchObject({ id: '26', html: '', contactId: null, createdAt: new Date(0) })
})

test('the newest come first, and of one second those with the larger id', () => {
  const note = (id: number, created_at: number) => noteFromIntercom({ id, created_at })
  expect(newestFirst([note(9, 5), note(10, 5), note(3, 7)]).map(({ id }) => id)).toEqual(['3', '10', '9'])
})
